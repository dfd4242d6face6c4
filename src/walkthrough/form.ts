import { DomUtils } from 'htmlparser2';
import { wordsOf } from './words.js';

type Node = Parameters<typeof DomUtils.textContent>[0];
type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/** What a person puts into a form: one value a name, several for tick boxes, a file. */
export type Filled = Readonly<Record<string, string | readonly string[] | File>>;

const unseen = new Set(['hidden', 'submit', 'button', 'image', 'reset']);

/** A button that sends a form; it may send it elsewhere than the form says. */
export interface Button {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly action?: string | undefined;
}

/** A form as a browser holds it: what the page sends untouched, and what a person may change in it. */
export class Form {
  readonly action: string;
  readonly buttons: readonly Button[];
  /** Words of the card that the form stands in. */
  readonly around: string;
  readonly #method: string;
  readonly #files: boolean;
  readonly #controls: readonly Element[];

  /** `page`: every element of the page, since a control may belong to a form that it does not stand in. */
  constructor(element: Element, page: readonly Element[]) {
    const own = element.attribs.id;
    const inside = [
      ...DomUtils.getElementsByTagName(() => true, element).filter(
        (each) => (each.attribs.form ?? own) === own,
      ),
      ...(own ? page.filter((each) => each.attribs.form === own && !within(each, element)) : []),
    ];
    this.action = element.attribs.action ?? '';
    this.around = wordsOf(cardOf(element));
    this.#method = (element.attribs.method ?? 'get').toLowerCase();
    this.#files = element.attribs.enctype === 'multipart/form-data';
    this.#controls = inside.filter(
      (each) => ['input', 'select', 'textarea'].includes(each.name) && each.attribs.name && !isDisabled(each),
    );
    this.buttons = inside
      .filter((each) => each.name === 'button' && each.attribs.type !== 'button')
      .map((each) => ({
        label: wordsOf(each),
        name: each.attribs.name ?? '',
        value: each.attribs.value ?? '',
        action: each.attribs.formaction,
      }));
  }

  get names(): readonly string[] {
    return [...new Set(this.#controls.map((each) => each.attribs.name ?? ''))];
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** Every value that may be chosen for a name, in the order of the page. */
  values(name: string): string[] {
    return this.#named(name).map((each) => each.attribs.value ?? '');
  }

  /** Value of a choice (radio, tick box, option) whose words contain these. */
  choice(name: string, words: string, labelOf: (id: string) => string): string {
    for (const each of this.#named(name)) {
      if (each.name === 'select') {
        const option = optionsOf(each).find((one) => wordsOf(one).includes(words));
        if (option) return option.attribs.value ?? wordsOf(option);
      } else if (labelOf(each.attribs.id ?? '').includes(words)) {
        return each.attribs.value ?? 'on';
      }
    }
    throw new Error(`le formulaire ${this.action} n’offre pas « ${words} » pour ${name}`);
  }

  /** Request of a browser that fills in these fields and presses that button. Refuses what no person could send. */
  request(filled: Filled, button?: Button): { path: string; init: RequestInit } {
    const action = button?.action ?? this.action;
    for (const name of Object.keys(filled)) {
      const found = this.#named(name);
      if (found.length === 0) throw new Error(`le formulaire ${this.action} n’a pas de champ ${name}`);
      if (found.every((each) => unseen.has(each.attribs.type ?? '')))
        throw new Error(`le champ ${name} du formulaire ${this.action} n’est pas à remplir`);
    }
    const entries = this.#controls.flatMap((each) => entriesOf(each, filled[each.attribs.name ?? '']));
    if (button?.name) entries.push([button.name, button.value]);
    if (this.#method === 'get') {
      const query = new URLSearchParams(
        entries.filter((each): each is [string, string] => typeof each[1] === 'string'),
      );
      return { path: `${action.split('?')[0]}?${query}`, init: { method: 'GET' } };
    }
    const body = this.#files ? new FormData() : new URLSearchParams();
    for (const [name, value] of entries) {
      if (typeof value === 'string') body.append(name, value);
      else if (body instanceof FormData) body.append(name, value, value.name);
    }
    return { path: action, init: { method: 'POST', body } };
  }

  #named(name: string): readonly Element[] {
    return this.#controls.filter((each) => each.attribs.name === name);
  }
}

function within(element: Element, outer: Element): boolean {
  for (let at = element.parent; at; at = at.parent) if (at === outer) return true;
  return false;
}

function cardOf(element: Element): Element {
  for (let at = element.parent; at; at = at.parent) {
    if ('attribs' in at && ['section', 'article', 'main'].includes((at as Element).name))
      return at as Element;
  }
  return element;
}

function isDisabled(element: Element): boolean {
  if ('disabled' in element.attribs) return true;
  for (let at = element.parent; at; at = at.parent) {
    if ('attribs' in at && (at as Element).name === 'fieldset' && 'disabled' in (at as Element).attribs)
      return true;
  }
  return false;
}

function optionsOf(select: Element): Element[] {
  return DomUtils.getElementsByTagName('option', select);
}

/** What one control sends. A radio or a tick box takes the value asked for only if it holds it. */
function entriesOf(control: Element, given: Filled[string] | undefined): [string, string | File][] {
  const { name = '', type = 'text', value } = control.attribs;
  const wanted: readonly (string | File)[] | undefined = given === undefined ? undefined : [given].flat();
  if (control.name === 'select') {
    const options = optionsOf(control).map((each) => each.attribs.value ?? wordsOf(each));
    const chosen = wanted?.[0] ?? selectedOf(control) ?? options[0] ?? '';
    if (typeof chosen !== 'string' || !options.includes(chosen)) {
      throw new Error(`la liste ${name} n’offre pas ${String(chosen)}`);
    }
    return [[name, chosen]];
  }
  if (control.name === 'textarea')
    return [[name, (wanted?.[0] as string) ?? DomUtils.textContent(control as Node)]];
  switch (type) {
    case 'radio':
    case 'checkbox': {
      const own = value ?? 'on';
      const on = wanted ? wanted.includes(own) : 'checked' in control.attribs;
      return on ? [[name, own]] : [];
    }
    case 'file':
      return [[name, (wanted?.[0] as File) ?? new File([], '', { type: 'application/octet-stream' })]];
    case 'submit':
    case 'button':
      return [];
    case 'hidden':
      return [[name, value ?? '']];
    default:
      return [[name, (wanted?.[0] as string) ?? value ?? '']];
  }
}

function selectedOf(select: Element): string | undefined {
  const option = optionsOf(select).find((each) => 'selected' in each.attribs);
  return option && (option.attribs.value ?? wordsOf(option));
}

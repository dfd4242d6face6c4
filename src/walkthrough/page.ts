import { DomUtils, parseDocument } from 'htmlparser2';
import { Form } from './form.js';
import { wordsOf } from './words.js';

/** A page that came back: what it says, where it leads, what may be filled in. */
export class Page {
  readonly words: string;
  readonly title: string;
  readonly forms: readonly Form[];
  readonly links: readonly { readonly label: string; readonly href: string }[];
  readonly #labels = new Map<string, string>();

  constructor(
    readonly path: string,
    readonly status: number,
    html: string,
  ) {
    const document = parseDocument(html);
    this.words = wordsOf(document);
    const every = DomUtils.getElementsByTagName(() => true, document);
    const [heading] = DomUtils.getElementsByTagName('h1', document);
    this.title = heading ? wordsOf(heading) : '';
    this.forms = DomUtils.getElementsByTagName('form', document).map((each) => new Form(each, every));
    this.links = DomUtils.getElementsByTagName('a', document).map((each) => ({
      label: wordsOf(each),
      href: each.attribs.href ?? '',
    }));
    for (const each of DomUtils.getElementsByTagName('label', document)) {
      this.#labels.set(each.attribs.for ?? '', wordsOf(each));
    }
  }

  says(words: string | RegExp): boolean {
    return typeof words === 'string' ? this.words.includes(words) : words.test(this.words);
  }

  /** Address of the first link whose words begin so. */
  link(label: string): string | undefined {
    return this.links.find((each) => each.label.startsWith(label))?.href;
  }

  /** The form with a button whose words begin so, and that button. */
  button(label: string): { form: Form; button: Form['buttons'][number] } | undefined {
    for (const form of this.forms) {
      const button = form.buttons.find((each) => each.label.startsWith(label));
      if (button) return { form, button };
    }
    return undefined;
  }

  /** Value of the choice that has these words in its label. */
  choice(form: Form, name: string, words: string): string {
    return form.choice(name, words, (id) => this.#labels.get(id) ?? '');
  }

  /** What the page says from some words on, for a message. */
  after(words: string): string {
    const start = this.words.indexOf(words);
    return start < 0 ? '' : `« …${this.words.slice(start, start + 700)} »`;
  }

  /** What the page says is wrong, for a message. */
  get complaint(): string {
    const [, error] = this.words.split(/points? (?:est|sont) à corriger/);
    const said = error ?? this.words.slice(this.words.indexOf(this.title) + this.title.length);
    return `« ${this.title} » ${said.trim().slice(0, 300)}`;
  }
}

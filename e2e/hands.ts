import { expect } from 'vitest';
import type { Page } from '#test/browser.js';

/** What somebody does at a page, however they do it: with a pointer, or with the keyboard alone. */
export interface Hands {
  readonly page: Page;
  /** Types an address, or follows a link of a mail. */
  open(path: string): Promise<void>;
  fill(label: string, text: string): Promise<void>;
  /** A date, « 1988-02-04 ». */
  date(label: string, day: string): Promise<void>;
  tick(label: string | RegExp): Promise<void>;
  /** One of a group of radio buttons. */
  pick(label: string | RegExp): Promise<void>;
  choose(label: string, option: string): Promise<void>;
  upload(label: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
  /** Presses a button, or follows a link, and waits for the page that answers. */
  press(name: string | RegExp): Promise<void>;
  /** Does all this in the form of that name alone, where a page has several; none again with null. */
  inside(form: RegExp | null): void;
}

/** A pointer, or a finger. */
export function pointerHands(page: Page): Hands {
  let form: RegExp | null = null;
  const where = () => (form ? page.getByRole('form', { name: form }) : page.locator('body'));
  const field = (label: string | RegExp) => where().getByLabel(starting(label)).first();
  return {
    page,
    inside(name) {
      form = name;
    },
    open: async (path) => void (await page.goto(path)),
    fill: (label, text) => field(label).fill(text),
    date: (label, day) => field(label).fill(day),
    tick: (label) => field(label).setChecked(true, { force: true }),
    pick: (label) => field(label).setChecked(true, { force: true }),
    choose: async (label, option) => void (await field(label).selectOption({ label: option })),
    upload: (label, file) => field(label).setInputFiles(file),
    async press(name) {
      const words = starting(name);
      const target = where()
        .getByRole('button', { name: words })
        .or(where().getByRole('link', { name: words }));
      await target.first().click();
      await page.waitForLoadState();
    },
  };
}

/** What holds the focus. */
interface Focused {
  readonly name: string;
  readonly form: string;
  readonly kind: string;
  readonly group: string;
  readonly checked: boolean;
  readonly shown: boolean;
}

const focused = `(() => {
  const it = document.activeElement;
  const text = (node) => (node?.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const labels = [...(it.labels ?? [])];
  const style = (node) => getComputedStyle(node);
  const ring = (node) => (style(node).outlineStyle !== 'none' && style(node).outlineWidth !== '0px') || style(node).boxShadow !== 'none';
  return {
    name: it === document.body ? '' : it.getAttribute('aria-label') ?? (labels.length > 0 ? labels.map(text).join(' ') : text(it)),
    form: it.closest('form')?.getAttribute('aria-label') ?? '',
    kind: it.getAttribute('type') ?? it.tagName.toLowerCase(),
    group: it.getAttribute('name') ?? '',
    checked: it.checked === true,
    shown: it === document.body || it.tagName === 'IFRAME' || it.type === 'date' || it.id === 'contenu' || [it, ...labels].some(ring),
  };
})()`;

/** The keyboard alone; fails where the focus cannot be seen, or never comes to what is wanted. */
export function keyboardHands(page: Page): Hands {
  let form: RegExp | null = null;
  const { keyboard } = page;
  const here = (): Promise<Focused> => page.evaluate<Focused>(focused);

  async function tabTo(what: string, fits: (it: Focused) => boolean): Promise<Focused> {
    for (let stops = 0; stops < 400; stops++) {
      const it = await here();
      expect(it.shown, `the focus shows on « ${it.name} » of ${page.url()}`).toBe(true);
      if (fits(it) && (!form || form.test(it.form))) return it;
      await keyboard.press('Tab');
    }
    throw new Error(`the keyboard never comes to « ${what} » on ${page.url()}`);
  }
  const to = (label: string | RegExp): Promise<Focused> =>
    tabTo(String(label), (it) => starting(label).test(it.name.replaceAll(/\s+/g, ' ')));

  async function write(label: string, text: string): Promise<void> {
    await to(label);
    await keyboard.press('ControlOrMeta+a');
    await keyboard.press('Delete');
    await keyboard.insertText(text);
  }

  return {
    page,
    inside(name) {
      form = name;
    },
    open: async (path) => void (await page.goto(path)),
    fill: write,
    async date(label, day) {
      await to(label);
      const [year = '', month = '', date = ''] = day.split('-');
      // a browser asks in the order of its own language
      for (const order of [`${date}${month}${year}`, `${month}${date}${year}`]) {
        await keyboard.type(order);
        if ((await page.evaluate<string>('document.activeElement.value')) === day) return;
        for (let step = 0; step < 3; step++) await keyboard.press('Shift+Tab');
        await to(label);
      }
      throw new Error(`« ${label} » does not take ${day} from the keyboard`);
    },
    async tick(label) {
      if (!(await to(label)).checked) await keyboard.press('Space');
    },
    async pick(label) {
      const words = starting(label);
      const group = await page.evaluate<
        string | undefined
      >(`[...document.querySelectorAll('input[type=radio]')].find((it) =>
        new RegExp(${JSON.stringify(words.source)}).test([...it.labels].map((each) => each.textContent.replace(/\\s+/g, ' ').trim()).join(' ')))?.name`);
      let it = await tabTo(String(label), (each) => each.kind === 'radio' && each.group === group);
      if (!it.checked && words.test(it.name)) await keyboard.press('Space');
      for (let moves = 0; moves < 60 && !words.test(it.name); moves++) {
        await keyboard.press('ArrowDown');
        it = await here();
      }
      expect((await here()).checked, `« ${it.name} » is chosen`).toBe(true);
    },
    async choose(label, option) {
      await to(label);
      await keyboard.type(option.slice(0, 6));
    },
    async upload(label, file) {
      await to(label);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), keyboard.press('Space')]);
      await chooser.setFiles(file);
    },
    async press(name) {
      await to(name);
      await Promise.all([page.waitForEvent('domcontentloaded'), keyboard.press('Enter')]);
    },
  };
}

function starting(words: string | RegExp): RegExp {
  if (words instanceof RegExp) return words;
  return new RegExp(`^\\s*${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s')}`);
}

import { expect } from 'vitest';
import { axe, fitsPhone, type Page, screenshot } from '#test/browser.js';
import { validHtml } from '#test/html.js';
import { judged } from './axe-incomplete.js';

/** Complaints of each window's console, in their order. */
const complaints = new WeakMap<Page, string[]>();

/** Pages and states looked at already in this run, by the name of their picture. */
const seen = new Set<string>();

/** Remembers what a window's console complains of; `inspect` fails on it. */
export function watch(page: Page): void {
  const heard: string[] = [];
  complaints.set(page, heard);
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('console', (message) => {
    // A closed door, a refusal, a form to mend, a page that is not there: each is an answer that journeys ask for.
    const answered = / (404|409|410|422) \(/.test(message.text());
    if (message.type() === 'error' && !answered) heard.push(message.text());
  });
}

/**
 * Looks at a page as everybody will, once for each page and state of a run: valid HTML, words that are words, links
 * and buttons that a mouse reaches, no sideways scroll at 320 pixels, axe, no complaint of the browser; and pictures
 * at 1280 and 390 pixels, named by the page and the state.
 */
export async function inspect(page: Page, state = '', scripts = true): Promise<void> {
  const name = pictureName(page.url(), state);
  if (seen.has(name)) return;
  seen.add(name);
  await page.waitForLoadState();
  // first: taking pictures leaves marks in the page
  const html = await page.content();
  const before = page.viewportSize();
  await screenshot(page, name);
  const findings = [
    ...(await validHtml(html)),
    ...(await oddWords(page)),
    ...(await covered(page, 1280)),
    ...(await covered(page, 390)),
  ];
  if (before) await page.setViewportSize(before);
  // axe is a script itself: a page without any is judged by the journeys that have them
  for (const judge of scripts ? [axe, fitsPhone] : [fitsPhone]) {
    await judge(page, judged).catch((error: Error) => findings.push(error.message));
  }
  // soft: one run tells everything that is to mend
  expect.soft([...findings, ...(complaints.get(page)?.splice(0) ?? [])], name).toEqual([]);
}

/** « /commandes/0f…/examen » → « commandes-examen », with the state after it. */
function pictureName(url: string, state: string): string {
  const parts = new URL(url).pathname
    .split('/')
    .filter((part) => part !== '' && !/^[0-9a-f-]{36}$|^\d+$|^[\w-]{30,}$/.test(part));
  return [parts.join('-') || 'accueil', state].filter(Boolean).join('--');
}

/** What a program writes where a word is missing, and French signs set without their space. */
async function oddWords(page: Page): Promise<string[]> {
  const words = await page.evaluate<string>('document.body.innerText');
  const odd = /.{0,30}(?:undefined|\[object|\bNaN\b|\bnull\b|Invalid Date|[\p{L}\d)][?!;€](?=\s|$)).*/gu;
  return [...words.matchAll(odd)].map(([found]) => `odd words: ${found}`);
}

/** Links, buttons and fields whose middle a mouse cannot reach, because something lies over it. */
async function covered(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  const found = await page.evaluate<string[]>(`(() => {
    const out = [];
    for (const each of document.querySelectorAll('main :is(a[href], button, summary, input, select, textarea)')) {
      if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || each.disabled) continue;
      // what only screen readers and the keyboard find
      if (each.closest('thead, .ds-sr-only') && getComputedStyle(each.closest('thead, .ds-sr-only')).clipPath !== 'none') continue;
      each.scrollIntoView({ block: 'center', inline: 'center' });
      const [box] = each.getClientRects();
      if (!box || box.width < 2 || box.height < 2) continue;
      const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const mine = hit && (each.contains(hit) || hit.closest('label')?.control === each);
      if (!mine) out.push(each.outerHTML.slice(0, 120) + ' lies under ' + (hit?.outerHTML.slice(0, 80) ?? 'nothing'));
    }
    scrollTo(0, 0);
    return out;
  })()`);
  return found.map((each) => `at ${width} px: ${each}`);
}

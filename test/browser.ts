import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import axeCore, { type AxeResults, type RunOptions } from 'axe-core';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';
import { chromium } from './chromium.js';

export type { Browser, Page } from 'playwright-core';

const pictures = fileURLToPath(new URL('../out/screenshots/', import.meta.url));

/** Starts the browser; close it in `afterAll`. Its own sandbox stays on, except for root, who may not have it. */
export async function openBrowser(): Promise<Browser> {
  const options = { ...(await chromium()), headless: true };
  const plain = ['--font-render-hinting=none', '--lang=fr-FR'];
  if (process.getuid?.() === 0) return playwright.launch({ ...options, args: [...plain, '--no-sandbox'] });
  try {
    return await playwright.launch({ ...options, args: plain });
  } catch (error) {
    if (!/sandbox/i.test(String(error))) throw error;
    return playwright.launch({ ...options, args: [...plain, '--no-sandbox'] });
  }
}

export interface PageOptions extends BrowserContextOptions {
  /** Viewport in CSS pixels; 1280 × 900 unless told. */
  width?: number;
  noScript?: boolean;
}

/** A page in a context of its own (cookies apart), in French, in Paris, without animation. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const { width = 1280, noScript = false, ...rest } = options;
  const context = await browser.newContext({
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    viewport: { width, height: 900 },
    javaScriptEnabled: !noScript,
    ...rest,
  });
  return context.newPage();
}

/** What axe could not decide by itself and a person has judged: see e2e/axe-incomplete.ts. */
export interface Judged {
  rule: string;
  /** Part of the selector or of the element's source that the judgement covers. */
  where: string;
  reason: string;
}

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations', 'incomplete'],
};

/** Fails on any violation (WCAG 2.2 A and AA, good practice), and on any doubt that nobody has judged. */
export async function axe(page: Page, judged: readonly Judged[]): Promise<void> {
  // Straight into the page: ten times faster than @axe-core/playwright, which opens a second page each time.
  for (const frame of page.frames()) await frame.evaluate(axeCore.source);
  const run = `axe.run(${JSON.stringify(options)})`;
  const { violations, incomplete } = await page.evaluate<AxeResults>(run);
  const findings = [
    ...violations.map((finding) => ({ kind: 'faute', finding })),
    ...incomplete.map((finding) => ({ kind: 'à juger', finding })),
  ].flatMap(({ kind, finding }) =>
    finding.nodes
      .filter(
        (node) =>
          kind === 'faute' ||
          !judged.some(
            (entry) =>
              entry.rule === finding.id && `${node.target.join(' ')} ${node.html}`.includes(entry.where),
          ),
      )
      .map(
        (node) =>
          `${kind} ${finding.id} : ${node.target.join(' ')}\n  ${node.html.slice(0, 200)}\n  ${node.failureSummary ?? finding.help}`,
      ),
  );
  if (findings.length > 0) throw new Error(`axe, ${page.url()}\n${findings.join('\n')}`);
}

/** Pictures of the whole page, at 1280 and 390 pixels unless told, into out/screenshots/. */
export async function screenshot(page: Page, name: string, widths = [1280, 390]): Promise<void> {
  // for eyes alone: `npm test` goes without, to be done sooner
  if (process.env.PICTURES === 'no') return;
  mkdirSync(pictures, { recursive: true });
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}

/** Fails when the page scrolls sideways at 320 pixels (WCAG 1.4.10), naming what sticks out. */
export async function fitsPhone(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  const wide = await page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => element.outerHTML.slice(0, 120));
  })()`);
  if (before) await page.setViewportSize(before);
  if (wide.length > 0) throw new Error(`${page.url()} scrolls sideways at 320 px:\n${wide.join('\n')}`);
}

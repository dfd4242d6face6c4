import type { Judged } from '#test/browser.js';

/** What axe leaves to a person's judgement, and what was judged. A new doubt fails until it stands here. */
export const judged: readonly Judged[] = [];

import type { Judged } from '#test/browser.js';

/** What axe leaves to a person's judgement, and what was judged. A new doubt fails until it stands here. */
export const judged: readonly Judged[] = [
  {
    rule: 'color-contrast',
    where: 'width-select',
    reason:
      'axe gives up on the gradient that draws the arrow of a list; its words are the ink of every field on the same ground: 14 to 1 in light, 12 to 1 in dark.',
  },
  {
    rule: 'frame-tested',
    where: 'mail-view',
    reason:
      'The frame shows a mail as mail clients do, in a sandbox where no script runs, axe’s own included. Its text stands beside it as well.',
  },
];

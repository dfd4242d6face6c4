import { asMarkdown, type Report, tablesOf } from './report.js';

/** `docs/performance.md`: the figures of one run, and how to read them. */
export function performanceDocument(report: Report): string {
  const day = report.at.toISOString().slice(0, 16).replace('T', ' ');
  const [before, after] = report.load;
  const busy = Math.max(before, after) > 2;
  return `# Performance

Written by \`npm run bench -- --write-docs\` from one run; printed, never asserted by a test.

- Machine: ${report.machine}.
- Date: ${day} UTC; the run took ${report.seconds.toFixed(0)} s.
- Load of the machine (one minute): ${before.toFixed(1)} when it began, ${after.toFixed(1)} when it ended.${
    busy
      ? ' **Others were using both cores**: rates, p50 and p95 are worse than on a quiet machine; CPU times suffer less, and the ratios, taken in turns, least.'
      : ''
  }

How it is measured: the product runs compiled, in a process of its own, on a private PostgreSQL in memory. The bare
server is \`node:http\` and \`pg\` alone: it sends the very statements that the product sent for the same request
(recorded, then repeated with other identifiers) and writes the rows into a string. It knows no session, no rule, no
layout: the ratio says what these cost. Rounds of both alternate; figures are medians of the rounds. CPU is read from
\`/proc\`, for PostgreSQL over all its processes. Jobs are written, not run, while requests are measured.

${tablesOf(report).map(asMarkdown).join('\n')}`;
}

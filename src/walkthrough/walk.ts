import { NoAnswer, Unexpected } from './failures.js';
import type { Relay, Step } from './relay.js';
import type { StepDone } from './report.js';

/**
 * Takes the steps one after the other. A step that got no answer is taken again once the server is back: it looks at
 * the page first, so that what was carried out is not repeated.
 * `before` is told of each step as it begins.
 * @throws Unexpected with a French sentence that names the step
 */
export async function walk(
  relay: Relay,
  steps: readonly Step[],
  tell: (done: StepDone) => void,
  before: (index: number) => void = () => {},
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const started = performance.now();
    before(index);
    const tries = await take(relay, step);
    const { code, who, what } = step;
    tell({ number: index + 1, code, who, what, seconds: secondsSince(started), tries });
  }
}

/** To a tenth. */
export function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}

const mostTries = 20;

async function take(relay: Relay, step: Step): Promise<number> {
  for (let tries = 1; ; tries++) {
    try {
      await step.run(relay);
      return tries;
    } catch (error) {
      if (error instanceof NoAnswer && relay.rough && tries < mostTries) {
        await relay.up();
        continue;
      }
      if (!(error instanceof Error)) throw error;
      const heard = relay.server.lastWords;
      const said = heard ? `\nLe serveur a écrit :\n${heard}` : '';
      throw new Unexpected(`${step.who} ${step.what} : ${error.message}${said}`, {
        cause: error,
        step: step.code,
      });
    }
  }
}

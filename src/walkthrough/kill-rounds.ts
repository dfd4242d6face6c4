import { setTimeout as sleep } from 'node:timers/promises';
import { chanceOf } from './chance.js';
import { judgeDocuments } from './documents.js';
import { Unexpected } from './failures.js';
import type { Relay } from './relay.js';
import { stepInWords } from './report.js';
import { onStage } from './stage.js';
import { steps } from './steps.js';
import { judgeJournal, judgeMails } from './verdict.js';
import { walk } from './walk.js';

interface KillRound {
  readonly program: readonly string[];
  /** What is killed and when follows from it. */
  readonly seed: number;
  /** A line of what happens. */
  readonly say: (line: string) => void;
}

/** What a round came to. */
interface KilledRound {
  readonly kills: number;
  /** Mails that were sent a second time, under the same Message-ID. */
  readonly repeated: number;
}

/**
 * The whole relay, while the server, its database or both are killed at random instants and started again on the same
 * data. At the end: nothing that was acknowledged is lost, and nothing happened twice.
 * @throws Unexpected with the seed, which runs the same round again
 */
export async function killRound({ program, seed, say }: KillRound): Promise<KilledRound> {
  say(`Tour de pannes, graine ${seed}`);
  try {
    return await onStage({ program, rough: true, keep: () => {} }, async (relay) => {
      const killer = new Killer(relay, chanceOf(seed), say);
      try {
        await walk(
          relay,
          steps,
          (done) => say(stepInWords(done)),
          (step) => killer.draw(step),
        );
      } finally {
        await killer.enough();
      }
      onceEach(relay.taken);
      const { words } = await judgeJournal(relay.server);
      const { repeated } = await judgeMails(relay);
      await judgeDocuments(relay);
      say(`${words} ${killer.kills} pannes, ${repeated} courriels répétés sous le même identifiant.`);
      return { kills: killer.kills, repeated };
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Unexpected(`graine ${seed} : ${error.message}`, { cause: error });
  }
}

/** How likely a step is to be hit, and within how many milliseconds of its beginning. */
const likelihood = 0.17;
const within = 900;

const targets = [
  ['server', 'le serveur'],
  ['database', 'sa base de données'],
  ['both', 'le serveur et sa base de données'],
] as const;

/** Kills at instants that follow from chance: some steps are hit, each soon after it began. */
class Killer {
  kills = 0;
  readonly #relay: Relay;
  readonly #chance: () => number;
  readonly #say: KillRound['say'];
  readonly #over = new AbortController();
  readonly #crashes: Promise<void>[] = [];

  constructor(relay: Relay, chance: () => number, say: KillRound['say']) {
    this.#relay = relay;
    this.#chance = chance;
    this.#say = say;
  }

  /** Decides whether this step is hit; always draws as often, so that a seed gives the same round again. */
  draw(step: number): void {
    const [whether, when, what] = [this.#chance(), this.#chance(), this.#chance()];
    // the territory is filled in the first one, before anything is at stake
    if (step === 0 || whether >= likelihood) return;
    const target = targets[Math.floor(what * targets.length)] ?? targets[0];
    this.#crashes.push(this.#crash(when * within, target));
  }

  async #crash(after: number, [what, words]: (typeof targets)[number]): Promise<void> {
    try {
      await sleep(after, undefined, { signal: this.#over.signal });
    } catch {
      return;
    }
    this.kills += 1;
    this.#say(`     kill -9 : ${words}`);
    await this.#relay.server.crash(what);
  }

  /** No more kills; what was killed is up again. */
  async enough(): Promise<void> {
    this.#over.abort();
    await Promise.allSettled(this.#crashes);
  }
}

/** Forms that are sent as often as one likes: sections of the draft, codes, doors. */
const often =
  /^\/(connexion|porte)\b|\/(organisme|correspondant|titulaires|signataire|facturation|signature\/code)$/;

/** Forms that the relay rightly sends more than once, and how often at most. */
const several: readonly (readonly [RegExp, number])[] = [
  // the piece replaced, its verdict, the second submission
  [/\/depot$|\/pieces\/mandate(\/verdict)?$/, 2],
  // the second visit
  [/\/(proposition|horaire)$/, 2],
  // two accountants, two visits
  [/^\/factures\/emission$/, 4],
];

/** A form that was taken and had to be sent again would have been lost in between. */
function onceEach(taken: readonly string[]): void {
  const counted = Map.groupBy(
    taken.filter((path) => !often.test(path)),
    (path) => path,
  );
  for (const [path, times] of counted) {
    const most = several.find(([form]) => form.test(path))?.[1] ?? 1;
    if (times.length > most) {
      throw new Unexpected(
        `${path} a été accepté ${times.length} fois : ce qui l’avait été d’abord s’est perdu`,
      );
    }
  }
}

import { type Operator, operatorOf, type Party, partyNames } from '#src/directory/index.js';
import { visitsOfOrder } from '#src/handover/index.js';
import type { PanelFacts } from '#src/orders/index.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { inSentence } from '#src/platform/french/french.js';
import {
  choicesOnFile,
  type FileFacts,
  type FileRow,
  type FileTurn,
  fileDelays,
  filesOfOrder,
  fileTable,
  holderName,
  partiesOnFile,
  whoseTurnOfFile,
} from '#src/registration/index.js';
import { lateOutside, nextPage } from './next-page.js';

interface Waiting {
  readonly file: FileFacts;
  readonly turn: Extract<FileTurn, { kind: 'awaited' }>;
  /** Next steps of the viewer; none where the turn is somebody else's. */
  readonly steps: readonly FileRow[];
}

/** Whose turn it is in a transmitted order: the viewer's own file that waits longest, or else anybody's. */
export async function filesPanel(
  db: Database,
  orderId: string,
  actor: Person,
  now: Date,
): Promise<PanelFacts | null> {
  const delays = await fileDelays(db, now);
  const waiting = (await filesOfOrder(db, orderId))
    .flatMap((file): Waiting[] => {
      const turn = whoseTurnOfFile(file, now, delays);
      if (turn.kind !== 'awaited') return [];
      return [{ file, turn, steps: choicesOnFile(file, now, delays, partiesOnFile(file, actor)).next }];
    })
    .sort((a, b) => a.turn.since.getTime() - b.turn.since.getTime());
  const mine = waiting.filter(({ steps }) => steps.length > 0);
  const shown = mine[0] ?? waiting[0];
  if (!shown) return null;
  const { file, turn, steps } = shown;
  const when = { since: turn.since, until: turn.until };
  const [step] = steps;
  if (step) {
    const parties = partiesOnFile(file, actor);
    const visit =
      step.step === 'hand-over'
        ? (await visitsOfOrder(db, orderId)).find(
            (each) => each.state === 'agreed' && each.files.includes(file.id),
          )
        : undefined;
    return {
      ...when,
      turn: 'yours',
      title: `C’est à vous : ${inSentence(step.label)}${parties.includes('holder') ? '' : ` pour ${holderName(file)}`}`,
      text: others(mine.length - 1, 'vous attend', 'vous attendent'),
      action: { label: step.label, href: nextPage(file, step.step, parties, visit?.id) },
    };
  }
  if (turn.outside && turn.parties.some((party) => partiesOnFile(file, actor).includes(party))) {
    const late = lateOutside(file, turn.outside);
    return {
      ...when,
      turn: 'yours',
      title: `C’est à vous : ${inSentence(late.label)} pour ${holderName(file)}`,
      text: `On attend ${turn.awaits ?? 'une réponse'} : le délai est passé.`,
      action: late,
    };
  }
  return {
    ...when,
    turn: turn.parties.includes('calendar') ? 'calendar' : 'theirs',
    title: turn.awaits
      ? `${holderName(file)} : on attend ${turn.awaits}`
      : await theirTurn(db, file, turn.parties),
    text: [
      `Le dossier est ${fileTable.words[file.state]}.`,
      others(waiting.length - 1, 'attend aussi', 'attendent aussi'),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function others(count: number, one: string, many: string): string | undefined {
  if (count <= 0) return undefined;
  return count === 1 ? `Un autre dossier ${one}.` : `${count} autres dossiers ${many}.`;
}

async function theirTurn(db: Database, file: FileFacts, parties: readonly Party[]): Promise<string> {
  const turn = `c’est à ${await who(db, file, parties)} d’agir`;
  return parties.includes('holder') ? `C${turn.slice(1)}` : `${holderName(file)} : ${turn}`;
}

async function who(db: Database, file: FileFacts, parties: readonly Party[]): Promise<string> {
  const named = await Promise.all(parties.map((party) => nameOf(db, file, party)));
  return [...new Set(named)].join(' ou à ');
}

/** A body by its short name, the holder by theirs; never the person who serves a body. */
async function nameOf(db: Database, file: FileFacts, party: Party): Promise<string> {
  const short = (operator: Operator | undefined): string => operator?.shortName ?? partyNames[party];
  switch (party) {
    case 'holder':
      return holderName(file);
    case 'correspondent':
      return 'l’organisme';
    case 'registration-officer':
      return short(await operatorOf(db, file.office_id ?? file.delivery_centre_id, 'registration-office'));
    case 'delivery-officer':
      return short(await operatorOf(db, file.delivery_centre_id, 'delivery-centre'));
    case 'purchasing-officer':
      return short(await operatorOf(db, file.purchasing_body_id, 'purchasing-body'));
    default:
      return partyNames[party];
  }
}

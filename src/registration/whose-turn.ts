import { type Delay, dueDates } from '#src/catalogue/index.js';
import type { Party } from '#src/directory/index.js';
import { turn } from '#src/platform/acts/turn.js';
import { parisDay, parisInstant } from '#src/platform/french/working-time.js';
import type { FileFacts } from './file-facts.js';
import { type FileRow, type FileState, fileTable } from './holder-file.js';

/** Settable delays, by their codes in the catalogue. */
export const fileDelayCodes = [
  'file-fill',
  'file-judge',
  'file-propose',
  'file-arrange',
  'file-proposed',
  'authority-issuance',
  'token-transit',
] as const;
export type FileDelays = Readonly<Record<(typeof fileDelayCodes)[number], Delay>>;

/** The delay that runs in a state: past it the move is late, or the file lapses. */
export const delayOfState: Readonly<Partial<Record<FileState, keyof FileDelays>>> = {
  invited: 'file-fill',
  'in-progress': 'file-fill',
  'to-correct': 'file-fill',
  submitted: 'file-judge',
  validated: 'file-propose',
  'to-arrange': 'file-arrange',
  proposed: 'file-proposed',
};

export type FileTurn =
  | { readonly kind: 'ended' }
  | {
      readonly kind: 'awaited';
      readonly parties: readonly Party[];
      /** The next steps of those parties; empty where the outside or the calendar is awaited. */
      readonly rows: readonly FileRow[];
      /** What is awaited, in French, where no part in a body has the move. */
      readonly awaits: string | undefined;
      /** Whose answer is awaited outside: what the purchasing officer chases, or records, once it is late. */
      readonly outside: 'certificate' | 'token' | undefined;
      readonly since: Date;
      readonly until: Date | undefined;
      readonly late: boolean;
    };

export type TurnFacts = Pick<
  FileFacts,
  | 'state'
  | 'since'
  | 'token_ready'
  | 'visit_at'
  | 'certificate_id'
  | 'certificate_state'
  | 'certificate_requested_at'
>;

/** Who has the next move in this file, since when, until when, and what they press. */
export function whoseTurnOfFile(file: TurnFacts, now: Date, delays: FileDelays): FileTurn {
  const told = turn(fileTable, file.state);
  if (told.kind !== 'awaited') return { kind: 'ended' };
  const outside = waitOutside(file);
  if (outside) {
    const code = outside.what === 'certificate' ? 'authority-issuance' : 'token-transit';
    const until = dueDates(delays[code], outside.since).end;
    const late = now >= until;
    return {
      kind: 'awaited',
      parties: [late ? 'purchasing-officer' : 'certification-authority'],
      rows: late ? openRows(file, now).filter((row) => row.by.includes('purchasing-officer')) : [],
      awaits: outside.awaits,
      outside: outside.what,
      since: outside.since,
      until,
      late,
    };
  }
  if (file.state === 'scheduled' && file.visit_at && !visitDayHasCome(file, now)) {
    return {
      kind: 'awaited',
      parties: ['calendar'],
      rows: [],
      awaits: 'le jour du rendez-vous',
      outside: undefined,
      since: file.since,
      until: file.visit_at,
      late: false,
    };
  }
  const rows = openRows(file, now).filter((row) => row.move === 'next');
  const code = delayOfState[file.state];
  const until = code && dueDates(delays[code], file.since).end;
  return {
    kind: 'awaited',
    parties: [...new Set(rows.flatMap((row) => row.by))],
    rows: rows.filter((row) => !row.by.includes('calendar')),
    awaits: file.state === 'waiting' ? 'l’envoi de l’invitation au titulaire' : undefined,
    outside: undefined,
    since: file.since,
    until,
    late: until !== undefined && now >= until,
  };
}

/** The rows that the state and the facts leave open: no visit before the token is there, no handover before its day. */
export function openRows(file: TurnFacts, now: Date): FileRow[] {
  return fileTable.rows.filter((row) => row.from.includes(file.state) && !closed(row, file, now));
}

/** What a viewer who stands for these parties may press now: the panel's buttons, and the second list. */
export function choicesOnFile(
  file: TurnFacts,
  now: Date,
  delays: FileDelays,
  parties: readonly Party[],
): { next: FileRow[]; besides: FileRow[] } {
  const turn = whoseTurnOfFile(file, now, delays);
  if (turn.kind === 'ended') return { next: [], besides: [] };
  const mine = openRows(file, now).filter((row) => row.by.some((party) => parties.includes(party)));
  const next = turn.parties.some((party) => parties.includes(party))
    ? mine.filter((row) => turn.rows.includes(row))
    : [];
  return { next, besides: mine.filter((row) => !next.includes(row) && row.move === 'besides') };
}

function closed(row: FileRow, file: TurnFacts, now: Date): boolean {
  if (row.step === 'agree' || row.step === 'propose') return !file.token_ready;
  if (row.step === 'hand-over' || row.step === 'miss' || row.step === 'refuse-data') {
    return !visitDayHasCome(file, now);
  }
  return false;
}

/** Which answer of the outside a file waits for: its certificate, then its token on the way. */
function waitOutside(
  file: TurnFacts,
): { what: 'certificate' | 'token'; since: Date; awaits: string } | undefined {
  if (file.state === 'to-reissue') {
    return { what: 'certificate', since: file.since, awaits: 'le nouveau certificat' };
  }
  if (file.state !== 'validated' || file.token_ready) return undefined;
  if (file.certificate_state === 'requested') {
    const since = file.certificate_requested_at ?? file.since;
    return { what: 'certificate', since, awaits: 'le certificat de l’autorité' };
  }
  return { what: 'token', since: file.since, awaits: 'l’arrivée de la clé au centre de délivrance' };
}

function visitDayHasCome(file: TurnFacts, now: Date): boolean {
  return !file.visit_at || now >= parisInstant(parisDay(file.visit_at));
}

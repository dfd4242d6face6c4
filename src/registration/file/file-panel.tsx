import { type Party, partyNames } from '#src/directory/index.js';
import { appointment, before, inSentence, longDate, since } from '#src/platform/french/french.js';
import { type Child, type Html, Panel } from '#src/platform/ui/index.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { fileTable } from '#src/registration/holder-file.js';
import type { FileTurn } from '#src/registration/whose-turn.js';
import type { FileView } from './file-view.js';

const withArticle: Readonly<Partial<Record<Party, string>>> = {
  correspondent: 'au correspondant',
  holder: 'au titulaire',
  'registration-officer': 'à l’agent d’enregistrement',
  'delivery-officer': 'à l’agent de délivrance',
  'purchasing-officer': 'au gestionnaire des achats',
};

/** Whose turn it is in a file, said to this viewer, with the one button where the turn is theirs. */
export function FilePanel(props: {
  view: FileView;
  /** What the viewer is to do, where it is their turn: « remplacez une pièce ». */
  todo?: Child;
  action?: Child;
  children?: Child;
}): Html {
  const { view, todo, action, children } = props;
  const { turn, facts, now } = view;
  if (turn.kind === 'ended') {
    return (
      <EndedFilePanel facts={facts} now={now}>
        {children}
      </EndedFilePanel>
    );
  }
  const times = turnTimes(turn, now);
  if (view.next.length > 0) {
    return (
      <Panel
        turn="yours"
        title={<>C’est à vous : {todo ?? inSentence(view.next[0]?.label ?? '')}</>}
        action={action}
        {...times}
      >
        {children}
      </Panel>
    );
  }
  const calendar = turn.parties.includes('calendar');
  const title = turn.awaits ? (
    <>On attend {turn.awaits}.</>
  ) : (
    <>C’est {turn.parties.map(awaited).join(' ou ')} d’agir.</>
  );
  return (
    <Panel turn={calendar ? 'calendar' : 'theirs'} title={title} {...times}>
      {children ?? <>Le dossier est {fileTable.words[facts.state]}.</>}
    </Panel>
  );
}

function awaited(party: Party): string {
  return withArticle[party] ?? partyNames[party];
}

/** A file that awaits nobody any more, and since when. */
export function EndedFilePanel(props: { facts: FileFacts; now: Date; children?: Child }): Html {
  const { facts, now, children } = props;
  return (
    <Panel
      turn={facts.state === 'handed-over' ? 'ended' : 'stopped'}
      title={`Le dossier est ${fileTable.words[facts.state]}.`}
      since={since(facts.since, now)}
    >
      {children}
    </Panel>
  );
}

/** Since when the move is awaited, and until when, as a panel says them. */
export function turnTimes(
  turn: Extract<FileTurn, { kind: 'awaited' }>,
  now: Date,
): { since: string; until: string | undefined; late: boolean } {
  return {
    since: since(turn.since, now),
    until: turn.until && untilWords(turn, turn.until, now),
    late: turn.late,
  };
}

function untilWords(turn: Extract<FileTurn, { kind: 'awaited' }>, until: Date, now: Date): string {
  if (turn.parties.includes('calendar')) return appointment(until);
  return turn.late ? `attendu avant le ${longDate(until)}` : before(until, now);
}

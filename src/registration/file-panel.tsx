import { type Party, partyNames } from '#src/directory/index.js';
import { before, longDate, since } from '#src/platform/french.js';
import { type Child, type Html, Panel } from '#src/platform/ui/index.js';
import type { FileView } from './file-view.js';
import { fileTable } from './holder-file.js';

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
      <Panel
        turn={facts.state === 'handed-over' ? 'ended' : 'stopped'}
        title={`Le dossier est ${fileTable.words[facts.state]}.`}
        since={since(facts.since, now)}
      >
        {children}
      </Panel>
    );
  }
  const until =
    turn.until && (turn.late ? `attendu avant le ${longDate(turn.until)}` : before(turn.until, now));
  const when = { since: since(turn.since, now), until, late: turn.late };
  if (view.next.length > 0) {
    return (
      <Panel turn="yours" title={<>C’est à vous : {todo ?? view.next[0]?.label}</>} action={action} {...when}>
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
    <Panel turn={calendar ? 'calendar' : 'theirs'} title={title} {...when}>
      {children ?? <>Le dossier est {fileTable.words[facts.state]}.</>}
    </Panel>
  );
}

function awaited(party: Party): string {
  return withArticle[party] ?? partyNames[party];
}

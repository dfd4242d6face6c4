import { type Party, partyNames } from '#src/directory/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import { appointment, list } from '#src/platform/french/french.js';
import { type Html, LinkButton, Panel } from '#src/platform/ui/index.js';
import { EndedFilePanel, holderName, turnTimes } from '#src/registration/index.js';
import type { FileVisitView } from './file-visit-view.js';

/** Whose turn it is in the arranging of a visit, and what the viewer is to do. */
export function FileVisitPanel({ view }: { view: FileVisitView }): Html {
  const { file, turn, now, mine, visit } = view;
  if (turn.kind === 'ended') {
    return <EndedFilePanel facts={file} now={now} />;
  }
  const times = turnTimes(turn, now);
  if (mine) {
    const { title, action } = todoOf(view);
    return (
      <Panel turn="yours" title={`C’est à vous : ${title}`} {...times} action={action}>
        {textOf(view)}
      </Panel>
    );
  }
  if (file.state === 'scheduled' && visit?.starts_at) {
    return (
      <Panel turn="calendar" title={`Rendez-vous le ${appointment(visit.starts_at)}`}>
        {textOf(view)}
      </Panel>
    );
  }
  const calendar = turn.parties.includes('calendar');
  return (
    <Panel
      turn={calendar ? 'calendar' : 'theirs'}
      title={
        turn.awaits
          ? `On attend ${turn.awaits}.`
          : `C’est ${turn.parties.map(withArticle).join(' ou ')} d’agir.`
      }
      {...times}
    >
      {textOf(view)}
    </Panel>
  );
}

function withArticle(party: Party): string {
  const vowel = /^[aeiouyhéè]/.test(partyNames[party]);
  return vowel ? `à l’${partyNames[party]}` : `au ${partyNames[party]}`;
}

function todoOf(view: FileVisitView): { title: string; action?: Html } {
  const { file, visit } = view;
  switch (file.state) {
    case 'proposed':
      return { title: 'choisissez l’horaire du rendez-vous' };
    case 'to-arrange':
      return {
        title: 'donnez vos disponibilités',
        action: <LinkButton href={handoverPaths.offer(file.id)}>Donner mes disponibilités</LinkButton>,
      };
    case 'validated':
      return {
        title: 'proposez un rendez-vous',
        action: (
          <LinkButton href={`${handoverPaths.propose}?dossier=${file.id}`} icon="calendar">
            Proposer des horaires
          </LinkButton>
        ),
      };
    default:
      return {
        title: 'remettez la clé, ou notez ce qui s’est passé',
        ...(visit
          ? {
              action: (
                <LinkButton href={handoverPaths.handOver(visit.id, file.id)} icon="key">
                  Remettre la clé
                </LinkButton>
              ),
            }
          : {}),
      };
  }
}

function textOf(view: FileVisitView): string | undefined {
  const { file, visit, centre } = view;
  const name = centre?.shortName ?? 'Le centre de délivrance';
  switch (file.state) {
    case 'validated':
      return file.token_ready
        ? `${name} va proposer des horaires dans les locaux de l’organisme.`
        : `${name} proposera un rendez-vous dès qu’il aura reçu la clé.`;
    case 'proposed':
      return visit && visit.files.filter((each) => each.open).length > 1
        ? `Le rendez-vous réunit ${list(visit.files.filter((each) => each.open).map(holderName))} : le premier qui choisit fixe l’horaire pour tous.`
        : visit?.place;
    case 'to-arrange':
      return 'Le centre de délivrance proposera des horaires parmi ceux que vous donnerez.';
    case 'scheduled':
      return view.parties.includes('holder')
        ? 'Venez en personne, avec la pièce d’identité de votre dossier, en cours de validité.'
        : 'Le titulaire vient en personne, avec la pièce d’identité de son dossier, en cours de validité.';
    default:
      return undefined;
  }
}

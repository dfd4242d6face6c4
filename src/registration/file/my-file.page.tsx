import { inSentence, longDate, ofName, phone, plural } from '#src/platform/french/french.js';
import {
  Card,
  type Check,
  Checklist,
  type Child,
  type Html,
  LinkButton,
  PageHeader,
  Reason,
  Stack,
  Steps,
} from '#src/platform/ui/index.js';
import { dateDefect } from '#src/registration/documents/document-rules.js';
import type { FileState } from '#src/registration/holder-file.js';
import { holderName } from '#src/registration/holder-name.js';
import { filePaths } from '#src/registration/paths.js';
import { dataComplete } from '#src/registration/submission/submission.js';
import { FilePanel } from './file-panel.js';
import type { FileView, Piece } from './file-view.js';

export const relaySteps = ['Commande', 'Autorité', 'Votre dossier', 'Rendez-vous', 'Remise'] as const;

interface MyFileProps {
  readonly view: FileView;
  readonly pieces: readonly Piece[];
  /** The next step of a later slice, and where it is taken. */
  readonly stepPage?: { readonly href: string; readonly label: string } | undefined;
  /** Where the other slices show what they add: the appointment, the record. */
  readonly children?: Child;
}

/** The holder's first page: where the file stands, what is left to do, whom to reach. */
export function MyFilePage({ view, pieces, stepPage, children }: MyFileProps): Html {
  const { facts } = view;
  const open = facts.state === 'invited' || facts.state === 'in-progress' || facts.state === 'to-correct';
  const left = pieces.filter((piece) => pieceState(piece, view.now) !== 'done').length;
  const ready = open && left === 0 && dataComplete(facts) && facts.office_id !== null;
  return (
    <Stack>
      <Steps current={stepOf(facts.state)} names={relaySteps} label="Votre certificat" />
      <PageHeader
        title={`Dossier ${ofName(holderName(facts))}`}
        lead={`${facts.organisation_name}, commande ${facts.order_number}`}
      />
      <FilePanel
        view={view}
        todo={todoOf(view, left, ready)}
        action={
          open ? (
            <NextLink view={view} left={left} ready={ready} />
          ) : (
            stepPage && <LinkButton href={stepPage.href}>{stepPage.label}</LinkButton>
          )
        }
      >
        {explanationOf(view)}
      </FilePanel>
      {facts.reason && (facts.state === 'to-correct' || facts.ended_at) && (
        <Reason title={`${facts.reason.label}.`}>
          {[facts.reason.sentence, facts.reason.tip, facts.reason.comment].filter(Boolean).join(' ')}
        </Reason>
      )}
      {children}
      {(open || facts.state === 'submitted') && (
        <Card title="Votre dossier">
          <Checklist spaced items={checks(view, pieces, open, ready)} />
        </Card>
      )}
      <Contact view={view} />
      <Besides view={view} open={open} />
    </Stack>
  );
}

function checks(view: FileView, pieces: readonly Piece[], open: boolean, ready: boolean): Check[] {
  const { facts, office } = view;
  const { id } = facts;
  const done = pieces.filter((piece) => pieceState(piece, view.now) === 'done').length;
  const blocked = pieces.some((piece) => pieceState(piece, view.now) === 'blocked');
  const link = (href: string, label: string, what: string): Child | undefined =>
    open && (
      <a href={href}>
        {label}
        <span class="ds-sr-only"> {what}</span>
      </a>
    );
  return [
    {
      state: dataComplete(facts) ? 'done' : 'current',
      label: 'Vos données',
      detail: dataComplete(facts) ? 'Complètes' : 'État civil, adresse, fonction : à compléter',
      action: link(filePaths.identity(id), dataComplete(facts) ? 'Modifier' : 'Compléter', 'vos données'),
    },
    {
      state: facts.office_id ? 'done' : 'current',
      label: 'Le bureau qui contrôle',
      detail: office?.shortName ?? 'À choisir',
      action:
        view.facts.state !== 'to-correct' &&
        link(filePaths.office(id), facts.office_id ? 'Modifier' : 'Choisir', 'le bureau'),
    },
    {
      state: done === pieces.length ? 'done' : blocked ? 'blocked' : 'current',
      label: 'Vos pièces',
      detail: `${done} sur ${pieces.length}${blocked ? ', dont une à remplacer' : ''}`,
      action: link(filePaths.documents(id), 'Voir', 'vos pièces'),
    },
    {
      state: open ? (ready ? 'current' : 'waiting') : 'done',
      label: 'Vérifier et déposer',
      detail: open ? undefined : view.facts.submitted_at && `Déposé le ${longDate(view.facts.submitted_at)}`,
      action: ready && link(filePaths.submit(id), 'Vérifier', 'et déposer'),
    },
  ];
}

/** Whether a piece still wants something of the holder. */
export function pieceState({ expected, document }: Piece, now: Date): 'done' | 'current' | 'blocked' {
  if (!document) return 'current';
  if (document.outcome === 'to-replace' || dateDefect(expected, document, now)) return 'blocked';
  return 'done';
}

function NextLink({ view, left, ready }: { view: FileView; left: number; ready: boolean }): Html {
  const { facts } = view;
  const href = !dataComplete(facts)
    ? filePaths.identity(facts.id)
    : facts.office_id === null
      ? filePaths.office(facts.id)
      : ready
        ? filePaths.submit(facts.id)
        : filePaths.documents(facts.id);
  const label = ready
    ? 'Vérifier et déposer'
    : view.facts.state === 'invited'
      ? 'Commencer mon dossier'
      : view.facts.state === 'to-correct' && left > 0
        ? 'Corriger mes pièces'
        : 'Continuer mon dossier';
  return <LinkButton href={href}>{label}</LinkButton>;
}

function todoOf(view: FileView, left: number, ready: boolean): string {
  if (ready) return 'vérifiez et déposez votre dossier';
  if (view.facts.state === 'to-correct') {
    return left > 0 ? `${plural(left, 'pièce')} à remplacer ou à compléter` : 'corrigez votre dossier';
  }
  if (view.facts.state === 'to-arrange') return 'donnez vos disponibilités';
  if (view.facts.state === 'proposed') return 'choisissez l’horaire du rendez-vous';
  return 'remplissez votre dossier';
}

function explanationOf(view: FileView): string | undefined {
  const { facts, office, centre } = view;
  switch (facts.state) {
    case 'invited':
      return 'Une fois vos pièces réunies, comptez un quart d’heure. Vous pouvez vous arrêter et reprendre : tout est gardé.';
    case 'to-correct':
      return 'Les pièces acceptées sont gardées. Corrigez le reste, puis déposez de nouveau votre dossier.';
    case 'submitted':
      return `Le bureau d’enregistrement${office ? ` (${office.shortName})` : ''} examine chaque pièce. Vous recevrez un message : votre convocation, ou ce qu’il faut refaire.`;
    case 'validated':
      return `Votre dossier est validé. ${centre?.shortName ?? 'Le centre de délivrance'} vous proposera un rendez-vous dans les locaux de votre organisme.`;
    case 'scheduled':
      return 'Venez en personne, avec la pièce d’identité de votre dossier.';
    case 'to-reissue':
      return 'Un nouveau certificat est en cours d’émission. Vous n’avez rien à faire.';
    case 'handed-over':
      return 'Votre clé vous a été remise.';
    default:
      return undefined;
  }
}

function stepOf(state: FileState): number {
  if (state === 'handed-over') return 5;
  return ['validated', 'to-arrange', 'proposed', 'scheduled', 'to-reissue'].includes(state) ? 4 : 3;
}

/** Somebody to reach: the office once chosen, the buyer until then. */
export function Contact({ view }: { view: FileView }): Html | null {
  const reached = view.office ?? view.buyer;
  if (!reached) return null;
  return (
    <p class="soft">
      Une question ? {view.office ? 'Le bureau d’enregistrement' : reached.shortName} :{' '}
      <a href={`mailto:${reached.contactEmail}`}>écrire un courriel</a>, ou{' '}
      <a href={`tel:${reached.contactPhone}`}>{phone(reached.contactPhone)}</a>
      {reached.hours ? `, ${inSentence(reached.hours)}` : ''}.
    </p>
  );
}

function Besides({ view, open }: { view: FileView; open: boolean }): Html | null {
  const { id } = view.facts;
  const sent =
    !open && view.facts.submitted_at
      ? [{ href: filePaths.submit(id), label: 'Relire ce que vous avez envoyé' }]
      : [];
  const steps = view.besides.flatMap((row) => {
    if (row.step === 'correct-address') return [{ href: filePaths.myAddress(id), label: row.label }];
    return row.step === 'abandon' ? [{ href: filePaths.giveUp(id), label: row.label }] : [];
  });
  const links = [...sent, ...steps];
  if (links.length === 0) return null;
  return (
    <Card title="Autres démarches">
      <ul class="ds-list">
        {links.map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import { type Party, partyNames } from '#src/directory/index.js';
import type { HolderLane, PanelFacts } from '#src/orders/index.js';
import type { Person } from '#src/platform/actor.js';
import type { Database } from '#src/platform/database.js';
import { longDate } from '#src/platform/french.js';
import type { RelayCell } from '#src/platform/ui/index.js';
import { fileDelays } from './configuration.js';
import type { FileFacts } from './file-facts.js';
import { type FileState, fileTable } from './holder-file.js';
import { holderName } from './holder-name.js';
import { partiesOnFile } from './parties-on-file.js';
import { filePaths } from './paths.js';
import { filesOfOrder } from './store.js';
import { choicesOnFile, type FileTurn, whoseTurnOfFile } from './whose-turn.js';

/** The files of an order as lanes of its relay: file, summons and visit, handover. */
export async function lanesOfOrder(db: Database, orderId: string, actor: Person): Promise<HolderLane[]> {
  const files = await filesOfOrder(db, orderId);
  return files.map((file) => ({
    holderId: file.holder_id,
    href: pageFor(file, actor),
    cells: [fileCell(file), visitCell(file), handoverCell(file)],
  }));
}

/** Whose turn it is in a transmitted order: that of its file which has waited longest, the viewer's own first. */
export async function panelOfFiles(
  db: Database,
  orderId: string,
  actor: Person,
  now: Date,
): Promise<PanelFacts | null> {
  const delays = await fileDelays(db, now);
  const open = (await filesOfOrder(db, orderId))
    .map((file) => ({ file, turn: whoseTurnOfFile(file, now, delays) }))
    .filter((each): each is Waiting => each.turn.kind === 'awaited')
    .sort((a, b) => a.turn.since.getTime() - b.turn.since.getTime());
  const mine = open.find(
    ({ file }) => choicesOnFile(file, now, delays, partiesOnFile(file, actor)).next.length > 0,
  );
  const shown = mine ?? open[0];
  if (!shown) return null;
  const { file, turn } = shown;
  const others = open.length - 1;
  const text = `Dossier ${fileTable.words[file.state]}.${others > 0 ? ` ${others === 1 ? 'Un autre dossier attend' : `${others} autres dossiers attendent`} aussi : voyez chaque titulaire ci-dessous.` : ''}`;
  const when = { text, since: turn.since, until: turn.until };
  if (mine) {
    const [step] = choicesOnFile(file, now, delays, partiesOnFile(file, actor)).next;
    return {
      ...when,
      turn: 'yours',
      title: `C’est à vous, pour ${holderName(file)} : ${step?.label.toLowerCase()}`,
      action: { label: 'Ouvrir le dossier', href: pageFor(file, actor) },
    };
  }
  const calendar = turn.parties.includes('calendar');
  return {
    ...when,
    turn: calendar ? 'calendar' : 'theirs',
    title: turn.awaits
      ? `${holderName(file)} : on attend ${turn.awaits}`
      : `${holderName(file)} : la main est à ${turn.parties.map(awaited).join(' ou ')}`,
  };
}

interface Waiting {
  readonly file: FileFacts;
  readonly turn: Extract<FileTurn, { kind: 'awaited' }>;
}

function awaited(party: Party): string {
  const officer = party === 'registration-officer' || party === 'delivery-officer';
  return officer ? `l’${partyNames[party]}` : `son ${partyNames[party]}`;
}

function pageFor(file: FileFacts, actor: Person): string {
  const parties = partiesOnFile(file, actor);
  if (parties.includes('holder')) return filePaths.mine(file.id);
  return parties.includes('registration-officer') ? filePaths.desked(file.id) : filePaths.followed(file.id);
}

const after: readonly FileState[] = [
  'validated',
  'to-arrange',
  'proposed',
  'scheduled',
  'to-reissue',
  'handed-over',
];

function fileCell(file: FileFacts): RelayCell {
  if (after.includes(file.state)) {
    return {
      state: 'done',
      words: 'Validé',
      detail: file.validated_at ? longDate(file.validated_at) : undefined,
    };
  }
  switch (file.state) {
    case 'waiting':
      return { state: 'waiting', words: 'Invitation à venir' };
    case 'invited':
      return { state: 'current', words: 'Invité', detail: 'Chez le titulaire' };
    case 'in-progress':
      return { state: 'current', words: 'En cours de saisie', detail: 'Chez le titulaire' };
    case 'submitted':
      return { state: 'current', words: 'À contrôler', detail: 'Au bureau d’enregistrement' };
    case 'to-correct':
      return { state: 'blocked', words: 'À corriger', detail: 'Chez le titulaire' };
    default:
      return { state: 'blocked', words: capital(fileTable.words[file.state]), detail: file.reason?.label };
  }
}

function visitCell(file: FileFacts): RelayCell {
  switch (file.state) {
    case 'validated':
      return file.token_ready
        ? { state: 'current', words: 'Rendez-vous à proposer' }
        : { state: 'waiting', words: 'Clé attendue au centre' };
    case 'to-arrange':
      return { state: 'current', words: 'Disponibilités à donner' };
    case 'proposed':
      return { state: 'current', words: 'Horaire à choisir' };
    case 'scheduled':
      return {
        state: 'done',
        words: 'Rendez-vous fixé',
        detail: file.visit_at ? longDate(file.visit_at) : undefined,
      };
    case 'to-reissue':
      return { state: 'blocked', words: 'Certificat à réémettre' };
    case 'handed-over':
      return { state: 'done', words: 'Tenu' };
    default:
      return later(file);
  }
}

function handoverCell(file: FileFacts): RelayCell {
  if (file.state === 'handed-over') {
    return {
      state: 'done',
      words: 'Clé remise',
      detail: file.ended_at ? longDate(file.ended_at) : undefined,
    };
  }
  return file.state === 'scheduled' ? { state: 'waiting', words: 'Au rendez-vous' } : later(file);
}

function later(file: FileFacts): RelayCell {
  return fileTable.ends.includes(file.state)
    ? { state: 'none', words: 'Sans objet' }
    : { state: 'waiting', words: 'Ensuite' };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

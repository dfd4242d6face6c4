import { operatorOf } from '#src/directory/index.js';
import type { HolderLane } from '#src/orders/index.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { shortDate, since } from '#src/platform/french/french.js';
import type { RelayCell } from '#src/platform/ui/index.js';
import {
  choicesOnFile,
  type FileFacts,
  type FileState,
  fileDelays,
  filesOfOrder,
  fileTable,
  partiesOnFile,
} from '#src/registration/index.js';
import { openedPage } from './next-page.js';

interface Lane {
  readonly file: FileFacts;
  /** The viewer has the next step. */
  readonly mine: boolean;
  readonly office: string;
  readonly centre: string;
  readonly now: Date;
}

/** Each holder's way through file, summons and handover, told to one viewer. */
export async function holderLanes(
  db: Database,
  orderId: string,
  actor: Person,
  now: Date,
): Promise<HolderLane[]> {
  const files = await filesOfOrder(db, orderId);
  if (files.length === 0) return [];
  const delays = await fileDelays(db, now);
  const names = await shortNames(db, files);
  return files.map((file) => {
    const parties = partiesOnFile(file, actor);
    const lane: Lane = {
      file,
      mine: choicesOnFile(file, now, delays, parties).next.length > 0,
      office: names.get(file.office_id ?? '') ?? 'CCI',
      centre: names.get(file.delivery_centre_id) ?? 'centre',
      now,
    };
    return {
      holderId: file.holder_id,
      href: openedPage(file, parties),
      cells: [fileCell(lane), summonsCell(lane), handoverCell(lane)],
    };
  });
}

async function shortNames(db: Database, files: readonly FileFacts[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const file of files) {
    for (const [id, kind] of [
      [file.office_id, 'registration-office'],
      [file.delivery_centre_id, 'delivery-centre'],
    ] as const) {
      if (id && !names.has(id)) names.set(id, (await operatorOf(db, id, kind))?.shortName ?? '');
    }
  }
  return names;
}

const validated: readonly FileState[] = [
  'validated',
  'to-arrange',
  'proposed',
  'scheduled',
  'to-reissue',
  'handed-over',
];

function fileCell({ file, mine, office, now }: Lane): RelayCell {
  const waiting = `${mine ? 'à vous' : `à ${firstName(file)}`}, ${since(file.since, now)}`;
  if (validated.includes(file.state)) {
    const day = file.validated_at ? `, ${shortDate(file.validated_at, now)}` : '';
    return { state: 'done', words: 'Validé', detail: `${office}${day}` };
  }
  switch (file.state) {
    case 'waiting':
      return { state: 'waiting', words: 'Invitation à venir' };
    case 'invited':
      return { state: 'current', words: 'Invité', detail: waiting };
    case 'in-progress':
      return { state: 'current', words: 'En cours de saisie', detail: waiting };
    case 'submitted':
      return {
        state: 'current',
        words: 'À contrôler',
        detail: mine ? 'à vous' : `${office}, ${since(file.since, now)}`,
      };
    case 'to-correct':
      return { state: 'blocked', words: 'À corriger', detail: waiting };
    default:
      return stopped(file, now);
  }
}

function summonsCell({ file, now }: Lane): RelayCell {
  if (file.state === 'to-reissue') {
    return { state: 'blocked', words: 'Certificat à refaire', detail: since(file.since, now) };
  }
  if (validated.includes(file.state)) {
    return {
      state: 'done',
      words: 'Convocation partie',
      detail: file.validated_at ? shortDate(file.validated_at, now) : undefined,
    };
  }
  return later(file);
}

function handoverCell({ file, mine, centre, now }: Lane): RelayCell {
  const holderSide = mine ? 'à vous' : `à l’organisme ou à ${firstName(file)}`;
  switch (file.state) {
    case 'validated':
      return file.token_ready
        ? { state: 'current', words: 'Horaires à proposer', detail: mine ? 'à vous' : `au ${centre}` }
        : { state: 'waiting', words: 'Clé attendue', detail: `au ${centre}, ${since(file.since, now)}` };
    case 'to-arrange':
      return { state: 'current', words: 'Disponibilités à donner', detail: holderSide };
    case 'proposed':
      return { state: 'current', words: 'Horaire à choisir', detail: holderSide };
    case 'scheduled':
      return {
        state: 'current',
        words: 'Rendez-vous fixé',
        detail: file.visit_at ? shortDate(file.visit_at, now) : undefined,
      };
    case 'handed-over':
      return {
        state: 'done',
        words: 'Clé remise',
        detail: file.ended_at ? shortDate(file.ended_at, now) : undefined,
      };
    default:
      return later(file);
  }
}

function stopped(file: FileFacts, now: Date): RelayCell {
  const words = fileTable.words[file.state];
  return {
    state: 'blocked',
    words: words.charAt(0).toUpperCase() + words.slice(1),
    detail: file.ended_at ? shortDate(file.ended_at, now) : undefined,
  };
}

function later(file: FileFacts): RelayCell {
  return fileTable.ends.includes(file.state)
    ? { state: 'none', words: 'Sans objet' }
    : { state: 'waiting', words: 'Ensuite' };
}

function firstName(file: FileFacts): string {
  return file.given_names.split(/[ ,]/)[0] ?? '';
}

import { createHash } from 'node:crypto';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { registrationOffices } from '#src/directory/index.js';
import { addDays, parisDay } from '#src/platform/french/working-time.js';
import { filePaths, filesOfOrder } from '#src/registration/index.js';
import type { Chance } from './chance.js';
import { giveReason } from './give-reason.js';
import type { History } from './history.js';
import type { Invented } from './names.js';
import { nameOf, type OrderStory } from './order-story.js';
import { hidden, type Seat } from './seat.js';
import { specimenPiece } from './specimen-piece.js';

/** How far a holder's file goes. */
export const fileStages = [
  'invited',
  'in-progress',
  'abandoned',
  'submitted',
  'to-correct',
  'rejected',
  'validated',
] as const;
export type FileStage = (typeof fileStages)[number];

/** Tells the files of a transmitted order, each to its stage; returns their identifiers in the order of the holders. */
export async function tellFiles(
  history: History,
  luck: Chance,
  order: OrderStory,
  stageOf: (index: number) => FileStage,
): Promise<string[]> {
  const files = await filesOfOrder(history.app.kernel.db, order.id);
  const told: string[] = [];
  for (const [index, holder] of order.holders.entries()) {
    const file = files.find((each) => each.email === holder.email);
    if (!file) throw new Error(`no file for ${holder.email}`);
    told.push(file.id);
    await tellFile(history, luck, order, file.id, holder, stageOf(index));
  }
  return told;
}

async function tellFile(
  history: History,
  luck: Chance,
  order: OrderStory,
  id: string,
  holder: OrderStory['holders'][number],
  stage: FileStage,
): Promise<void> {
  if (stage === 'invited') return;
  await history.wait(luck.between(4, 60));
  const seat = await history.seat(holder.email, nameOf(holder).name);
  await seat.post(filePaths.identity(id), {
    givenNames: holder.givenName,
    surname: holder.surname,
    birthName: '',
    birthDate: `19${luck.between(60, 95)}-0${luck.between(1, 9)}-1${luck.between(0, 9)}`,
    birthPlace: order.organisation.city,
    // now and then a holder words it otherwise than the order, which the office is shown
    function: luck.next() < 0.9 ? holder.function : 'Agent',
    phone: holder.phone,
    address: `${luck.between(1, 40)} rue de l’Exemple`,
    postalCode: order.organisation.postalCode,
    city: order.organisation.city,
    situation: holder.situation,
  });
  const office = await officeFor(history, order);
  await seat.post(filePaths.office(id), { office: office.id });
  const pieces = await piecesAsked(seat, id);
  const deposited: Piece[] = [];
  const begun = stage === 'in-progress' || stage === 'abandoned';
  for (const kind of begun ? pieces.slice(0, 1) : pieces)
    deposited.push(await deposit(history, seat, id, kind, holder, order));
  if (stage === 'in-progress') return history.settle();
  if (stage === 'abandoned') return giveReason(history, seat, filePaths.giveUp(id), 'abandon');
  const page = await seat.get(filePaths.submit(id));
  await seat.post(filePaths.submit(id), { version: hidden(page, 'version'), confirmed: 'oui' });
  await history.settle();
  if (stage === 'submitted') return;
  await history.wait(luck.between(2, 40));
  if (stage === 'rejected') {
    const desk = await history.seat(inventedAddress(office.officer.name), office.officer.name);
    return giveReason(history, desk, filePaths.reject(id), 'file-rejected');
  }
  await judge(history, id, office.officer, deposited, stage);
  await history.settle();
}

async function piecesAsked(seat: Seat, id: string): Promise<string[]> {
  const html = await seat.get(filePaths.documents(id).split('#')[0] ?? '');
  return [
    ...new Set(
      [...html.matchAll(new RegExp(`action="/mon-dossier/${id}/pieces/([a-z-]+)"`, 'g'))].map(
        (match) => match[1] ?? '',
      ),
    ),
  ];
}

interface Piece {
  readonly kind: string;
  /** Of the bytes deposited: those are what the officer's verdict is bound to. */
  readonly sha256: string;
}

async function deposit(
  history: History,
  seat: Seat,
  id: string,
  kind: string,
  holder: Invented,
  order: OrderStory,
): Promise<Piece> {
  const today = parisDay(history.clock());
  const file = specimenPiece(kind, holder, order.organisation.city, history.clock());
  const more =
    kind === 'identity'
      ? {
          [`${kind}.identityKind`]: 'identity-card',
          [`${kind}.last4`]: 'TEST',
          [`${kind}.expires`]: addDays(today, 1500),
        }
      : { [`${kind}.dated`]: addDays(today, -5) };
  await seat.post(filePaths.document(id, kind), { [`${kind}.file`]: file, ...more });
  return {
    kind,
    sha256: createHash('sha256')
      .update(new Uint8Array(await file.arrayBuffer()))
      .digest('hex'),
  };
}

async function judge(
  history: History,
  id: string,
  officer: { name: string },
  pieces: readonly Piece[],
  stage: FileStage,
): Promise<void> {
  const desk = await history.seat(inventedAddress(officer.name), officer.name);
  for (const [index, { kind, sha256 }] of pieces.entries()) {
    const refuse = stage === 'to-correct' && index === 0;
    const page = refuse ? await desk.get(filePaths.desked(id, kind)) : '';
    const reason = /name="reason" value="([^"]+)"/.exec(page)?.[1] ?? '';
    await desk.post(filePaths.verdict(id, kind), {
      sha256,
      verdict: '',
      outcome: refuse ? 'to-replace' : 'accepted',
      reason,
      comment: '',
    });
  }
  const page = await desk.get(filePaths.desked(id));
  const conclude = stage === 'to-correct' ? filePaths.corrections(id) : filePaths.validate(id);
  await desk.post(conclude, { version: hidden(page, 'version') });
}

/** The office of the department that has an officer in the demonstration. */
async function officeFor(
  history: History,
  order: OrderStory,
): Promise<{ id: string; officer: { name: string } }> {
  const offices = await registrationOffices(history.app.kernel.db);
  const department = order.organisation.postalCode.slice(0, 2);
  const staffed: Readonly<Record<string, string>> = {
    'CCI Rennes': 'Katell Démo',
    'CCI Saint-Malo': 'Erwan Fictif',
    'CCI Quimper': 'Tanguy Témoin',
  };
  const mine = offices.filter(({ shortName }) => shortName in staffed);
  const chosen = mine.find(({ departments }) => departments.includes(department)) ?? mine[0];
  if (!chosen) throw new Error('no registration office has an officer');
  return { id: chosen.organisationId, officer: { name: staffed[chosen.shortName] ?? '' } };
}

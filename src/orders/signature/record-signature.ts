import { operatorOf } from '#src/directory/index.js';
import {
  renderCountersignatureSheet,
  renderSignatureSheet,
  type SignatureSheetData,
} from '#src/documents/signature-sheet.js';
import type { FoundOrder, SignatureRow } from '#src/orders/rows.js';
import type { Terms } from '#src/orders/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { lineOf } from '#src/platform/acts/journal.js';
import { appointment } from '#src/platform/french/french.js';
import { hashesOf, storeFile } from '#src/platform/web/files.js';
import { askForSeal } from '#src/seals/index.js';
import { missionReference } from './mission-request.document.js';
import { signatoryOf } from './sign-order.js';
import { setSheet } from './signature-store.js';
import { textsNow } from './texts.js';

/**
 * Draws the sheet of a signature or a countersignature: who, when, how, which documents, and the line of the journal
 * that holds the act; then asks for the seal on both documents and on the sheet. Run by the job of that very line.
 */
export async function recordSignature(
  act: Act,
  order: FoundOrder,
  signature: SignatureRow,
  line: number,
): Promise<void> {
  const terms = order.terms;
  if (!terms) throw new Error('a signed order has no terms');
  const ours = signature.kind === 'countersignature';
  const buyer = await operatorOf(act.tx, order.purchasing_body_id, 'purchasing-body');
  const text = await textsNow(act, ['signature-statement', 'countersignature-statement']);
  const journal = await lineOf(act.tx, line);
  const data: SignatureSheetData = {
    reference: order.number,
    version: terms.version,
    test: act.test,
    issuer: buyer?.name ?? '',
    subject: 'Annexe 4bis et demande de mission facultative',
    statement: text[ours ? 'countersignature-statement' : 'signature-statement'],
    organisation: ours
      ? { name: buyer?.name ?? '', siret: buyer?.siret ?? '' }
      : { name: order.organisation_name, siret: order.organisation_siret ?? '' },
    signer: {
      name: signature.name,
      role: signature.function,
      capacity: ours
        ? 'pour l’organisme acheteur, par délégation'
        : signatoryOf(order.answers).byDelegation
          ? 'par délégation du représentant légal'
          : 'représentant légal de l’établissement',
      email: signature.email,
    },
    signedAt: signature.at,
    method: ours
      ? 'Session ouverte par un code envoyé à cette adresse'
      : 'Lien personnel reçu par courriel, puis code à usage unique envoyé à la même adresse',
    level: 'Signature électronique simple, au sens du règlement (UE) n° 910/2014',
    identityProof: [],
    documents: await documentsOf(act, order, terms),
    acceptances: (signature.acceptances as Terms['acceptances']).map((each) => ({
      text: each.text,
      version: each.version,
      acceptedAt: signature.at,
    })),
    journal: {
      chain: `commande ${order.number}`,
      line: journal.position,
      at: journal.at,
      sha256: journal.hash.toString('hex'),
    },
    verification: {
      code: journal.hash
        .toString('hex')
        .slice(0, 12)
        .toUpperCase()
        .replace(/(.{4})(?=.)/g, '$1-'),
      address: `${act.baseUrl}/commandes/${order.id}`,
    },
  };
  const bytes = await (ours
    ? renderCountersignatureSheet(data, signature.at)
    : renderSignatureSheet(data, signature.at));
  const stem = ours ? 'feuille-de-contreseing' : 'feuille-de-signature';
  const file = await storeFile(act, {
    name: `${stem}-${order.number}.pdf`,
    mediaType: 'application/pdf',
    bytes,
  });
  await setSheet(act.tx, signature.id, file.id);
  await askForSeal(act, {
    purpose: signature.kind,
    about: { order: order.id, signature: signature.id },
    reason: sealReason(data, ours),
    documents: [order.form_file_id ?? '', order.mission_file_id ?? '', file.id],
  });
}

/** What the seal says to whoever opens the document elsewhere, without the sheet. */
function sealReason(data: SignatureSheetData, ours: boolean): string {
  const { signer } = data;
  return [
    `${ours ? 'Contresigné' : 'Signé'} en ligne par ${signer.name}, ${signer.role}, ${signer.capacity}, le ${appointment(data.signedAt)}.`,
    `${data.method}. ${data.level}.`,
    `Commande ${data.reference}, version ${data.version}, ligne ${data.journal.line} de son journal.`,
  ].join(' ');
}

async function documentsOf(
  act: Act,
  order: FoundOrder,
  terms: Terms,
): Promise<SignatureSheetData['documents']> {
  const { form_file_id: form, mission_file_id: mission } = order;
  if (!form || !mission) throw new Error('a signed order has no documents');
  const hashes = await hashesOf(act.tx, [form, mission]);
  return [
    {
      title: 'Annexe 4bis – bon de commande',
      reference: order.number,
      version: terms.version,
      sha256: hashes.get(form) ?? '',
    },
    {
      title: 'Demande de mission facultative',
      reference: missionReference(order.number, terms),
      version: terms.version,
      sha256: hashes.get(mission) ?? '',
    },
  ];
}

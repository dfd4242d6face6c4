import { catalogueAt, type PieceModel, textAt } from '#src/catalogue/index.js';
import { type PieceModelData, renderPieceModel } from '#src/documents/piece-model.js';
import type { Database } from '#src/platform/database/database.js';
import { plural } from '#src/platform/french/french.js';
import { expectedDocuments } from '#src/registration/configuration.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { holderName } from '#src/registration/holder-name.js';
import { orderedUnder } from '#src/registration/store.js';

/**
 * The piece filled in with what is known, to be printed and signed; its text is the one in force when the order was
 * made. Undefined where the catalogue gives this piece no model.
 *
 * @param test whether everything that this installation makes is a test
 */
export async function pieceModel(
  db: Database,
  file: FileFacts,
  kind: string,
  { now, test }: { readonly now: Date; readonly test: boolean },
): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  const expected = (await expectedDocuments(db, file, now)).find((each) => each.kind === kind);
  if (!expected?.model) return undefined;
  const bytes = await renderPieceModel(await modelData(db, file, expected.model, { now, test }), now);
  return { name: `${kind}-${file.order_number}.pdf`, bytes };
}

const texts = { mandate: 'piece-mandate', conditions: 'piece-conditions' } as const;

async function modelData(
  db: Database,
  file: FileFacts,
  model: PieceModel,
  { now, test }: { readonly now: Date; readonly test: boolean },
): Promise<PieceModelData> {
  const order = await orderedUnder(db, file);
  const made = order.frozenAt ? new Date(order.frozenAt) : now;
  const { data: text } = await textAt(db, texts[model], made);
  const usages = await catalogueAt(db, 'usage', made);
  const holder = { name: holderName(file), role: file.function };
  const representative = { name: order.representative, role: order.representativeRole };
  const certificate = [order.product, order.supplier, order.years && plural(order.years, 'an')]
    .filter(Boolean)
    .join(', ');
  const below = 'Signature';
  return {
    reference: file.order_number,
    test,
    title: text.title,
    textVersion: text.version,
    organisation: { name: file.organisation_name, siret: order.siret },
    representative,
    holder: { ...holder, email: file.email },
    ...(certificate ? { certificate } : {}),
    usages: usages.filter(({ code }) => file.usages.includes(code)).map(({ data }) => data.label),
    ...(order.powerToSign ? { powerToSign: order.powerToSign } : {}),
    paragraphs: text.text.split(/\n\n+/),
    signatures: [
      ...(model === 'mandate' ? [{ who: 'Le représentant légal', ...representative, below }] : []),
      { who: model === 'mandate' ? 'Le titulaire, qui accepte' : 'Le titulaire', ...holder, below },
    ],
  };
}

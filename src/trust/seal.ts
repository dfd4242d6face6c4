import { createHash } from 'node:crypto';
import {
  readArray,
  readDictionary,
  readReference,
  writeDictionary,
} from '#src/platform/pdf/pdf-dictionary.js';
import { IncrementalUpdate, streamSource } from '#src/platform/pdf/pdf-update.js';
import { readCertificate } from './certificate.js';
import { attribute, buildSignature, digestFor, type SigningKey } from './cms/build.js';
import { nameOf } from './cms/certificate.js';
import { oids } from './cms/oids.js';
import { placeSignature } from './seal/place-signature.js';
import type { TimestampAuthority } from './seal/timestamp-authority.js';

interface SealRequest {
  readonly signer: SigningKey;
  /** PAdES B-T with it; B-B without. */
  readonly authority?: TimestampAuthority | undefined;
  /** Name of the field, « Cachet » unless told. */
  readonly field?: string;
  /** Why it is signed, shown by readers; French. */
  readonly reason?: string;
  /** Time claimed. */
  readonly at: Date;
}

/**
 * Seals a PDF of our own (PAdES baseline) in one incremental update: what was there stays byte for byte, so
 * that earlier signatures and the conformance to PDF/A and PDF/UA stand. Sealing again countersigns.
 */
export async function sealPdf(bytes: Uint8Array, request: SealRequest): Promise<Uint8Array> {
  const { signer, authority } = request;
  const name = nameOf(readCertificate(signer.certificate));
  const chain = signer.chain.reduce((sum, one) => sum + one.length, signer.certificate.length);
  const placed = placeSignature(
    bytes,
    {
      type: 'Sig',
      subFilter: 'ETSI.CAdES.detached',
      field: request.field ?? 'Cachet',
      description: `Signature électronique de ${name}`,
      name,
      ...(request.reason ? { reason: request.reason } : {}),
      at: request.at,
    },
    chain + 2_048 + (authority ? 8_192 : 0),
  );
  const hash = createHash(digestFor(signer.key));
  for (const range of placed.signed) hash.update(range);
  const value = await buildSignature({
    signer,
    digest: hash.digest(),
    ...(authority
      ? { unsigned: async (signature) => [attribute(oids.signatureTimestamp, await authority(signature))] }
      : {}),
  });
  return placed.fill(value);
}

/** Adds a document timestamp (PAdES B-LTA where validation data stand before it). */
export async function timestampPdf(bytes: Uint8Array, authority: TimestampAuthority): Promise<Uint8Array> {
  const placed = placeSignature(
    bytes,
    {
      type: 'DocTimeStamp',
      subFilter: 'ETSI.RFC3161',
      field: 'Horodatage',
      description: 'Horodatage électronique du document',
    },
    12_288,
  );
  return placed.fill(await authority(Buffer.concat(placed.signed)));
}

/** Certificates and revocation data that prove a signature for later; DER. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/** Adds a document security store (PAdES B-LT); what an earlier one holds stays where it is, and is not written twice. */
export function addValidationData(bytes: Uint8Array, data: ValidationData): Uint8Array {
  const update = new IncrementalUpdate(bytes);
  const catalog = update.dictionary(update.root);
  const before = direct(update, catalog.get('DSS') ?? '<< >>');
  const store = readDictionary(before).set('Type', '/DSS');
  for (const [key, added] of [
    ['Certs', data.certificates],
    ['CRLs', data.crls],
    ['OCSPs', data.ocsps],
  ] as const) {
    const kept = readArray(direct(update, store.get(key) ?? '[]'));
    const known = new Set(kept.map((item) => base64(plainStream(update, item))));
    const missing = new Map(added.map((one) => [base64(one), one]));
    for (const each of known) missing.delete(each);
    const references = [...missing.values()].map((one) => `${update.add(streamSource(new Map(), one))} 0 R`);
    store.set(key, `[${[...kept, ...references].join(' ')}]`);
  }
  catalog.set('DSS', `${update.add(writeDictionary(store))} 0 R`);
  update.replace(update.root, writeDictionary(catalog));
  return update.finish();
}

/** The source of a value, or of the object that it refers to. */
function direct(update: IncrementalUpdate, source: string): string {
  return /^\d+ \d+ R$/.test(source) ? update.object(readReference(source)) : source;
}

/** Content of a stream that no filter packs, as our own stores are; else nothing, so that it counts as unknown. */
function plainStream(update: IncrementalUpdate, item: string): Uint8Array {
  const number = readReference(item);
  return update.dictionary(number).has('Filter') ? new Uint8Array() : update.stream(number);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

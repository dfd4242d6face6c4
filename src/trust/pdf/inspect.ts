import { MalformedDer } from '#src/trust/asn1/read.js';
import { readCertificate } from '#src/trust/certificate.js';
import { type Digest, digestOf } from '#src/trust/cms/algorithms.js';
import { nameOf } from '#src/trust/cms/certificate.js';
import { isSpokenOf, signerEvidence, timestampEvidence } from '#src/trust/cms/evidence.js';
import { oids } from '#src/trust/cms/oids.js';
import { readSignedData } from '#src/trust/cms/signed-data.js';
import { judgeSignerInfo } from '#src/trust/cms/signer.js';
import { readTimestamp } from '#src/trust/cms/timestamp.js';
import type { Level, SignerEvidence } from '#src/trust/signature-verdict.js';
import { type Changes, judgeChanges } from './changes.js';
import { PdfFile, type PdfView } from './document.js';
import { findHidden } from './hidden.js';
import { PdfLimitError, PdfSyntaxError } from './objects.js';
import { readSecurityStore, type SecurityStore } from './security-store.js';
import {
  certification,
  coversWhole,
  type FoundSignature,
  findSignatures,
  readRange,
  type SignedRange,
  signedRevision,
} from './signature.js';

/** One signature or document timestamp of a file, judged by its bytes alone. */
export interface SignatureInspection extends SignerEvidence {
  readonly field: string;
  readonly integrity: 'intact' | 'broken';
  readonly coverage: 'whole' | 'earlier';
  readonly changes: Changes;
  /** Whether a certification forbids filling the form, so that « form » counts as forbidden. */
  readonly formExcluded: boolean;
  readonly level: Level;
  readonly claimedTime: Date | undefined;
  readonly reasons: readonly string[];
}

/** What the bytes of a PDF tell; plain data, so that it may be found in a worker. */
export interface PdfInspection {
  readonly readable: boolean;
  readonly signatures: readonly SignatureInspection[];
  /** What was hidden, or is read differently by different readers; why it is unreadable. */
  readonly reasons: readonly string[];
  readonly store: SecurityStore | undefined;
}

/** Inspects a PDF. Never throws on what the bytes hold. */
export function inspectPdf(bytes: Uint8Array): PdfInspection {
  try {
    return inspect(PdfFile.open(bytes));
  } catch (error) {
    const reason =
      error instanceof PdfLimitError ? error.code : error instanceof PdfSyntaxError ? 'not-a-pdf' : undefined;
    if (!reason) throw error;
    return { readable: false, signatures: [], reasons: [reason], store: undefined };
  }
}

function inspect(file: PdfFile): PdfInspection {
  const view = file.view(0);
  const form = view.catalog().get('AcroForm');
  if (form !== null && !view.dictionary(form))
    return {
      readable: false,
      signatures: [],
      reasons: ['form-unreadable', ...file.problems],
      store: undefined,
    };
  const store = readSecurityStore(view);
  const checked = listSignatures(file).map(({ found, from, removed }) => examine(file, from, found, removed));
  const hidden: string[] = [];
  if (view.trailer.get('Encrypt') !== null) hidden.push('encrypted');
  else if (checked.length > 0) hidden.push(...findHidden(view, signedViews(file, checked)));
  return {
    readable: true,
    signatures: checked.map((one) => withLevel(one, checked, file, store)),
    reasons: [...hidden, ...file.problems],
    store,
  };
}

/** Views of the revisions that were signed, the newest first. */
function signedViews(file: PdfFile, checked: readonly Checked[]): PdfView[] {
  const revisions = new Set(checked.map((one) => one.revision ?? 0));
  return [...revisions].sort((one, other) => one - other).map((revision) => file.view(revision));
}

/** Signatures of the file as it is, then those that an earlier revision had and the last one lacks. */
function listSignatures(file: PdfFile): { found: FoundSignature; from: PdfView; removed: boolean }[] {
  const listed = findSignatures(file.view(0)).map((found) => ({ found, from: file.view(0), removed: false }));
  const known = new Set(listed.map(({ found }) => found.number));
  for (let index = 1; index < file.sections.length; index += 1) {
    const from = file.view(index);
    if (!(from.resolve(from.trailer.get('Root')) instanceof Object)) continue;
    for (const found of findSignatures(from)) {
      if (known.has(found.number)) continue;
      known.add(found.number);
      listed.push({ found, from, removed: true });
    }
  }
  return listed;
}

interface Checked {
  readonly inspection: SignatureInspection;
  readonly end: number;
  readonly revision: number | undefined;
  readonly baseline: boolean;
}

function examine(file: PdfFile, view: PdfView, found: FoundSignature, removed: boolean): Checked {
  const range = readRange(view, found);
  const kind = found.dictionary?.name('SubFilter') === 'ETSI.RFC3161' ? 'timestamp' : 'signature';
  if (typeof range === 'string' || !found.dictionary) {
    const reason = typeof range === 'string' ? range : 'signature-unreadable';
    return broken(found, kind, reason);
  }
  const value = checkValue(file, found, range);
  const whole = coversWhole(file.bytes, range.end);
  const revision = signedRevision(file, range.end);
  const { changes, reasons } = removed
    ? { changes: 'forbidden' as const, reasons: ['signature-removed'] }
    : later(file, found, range, whole, revision);
  const permission = certification(view, found.dictionary);
  const excluded = permission === 1 && changes === 'signatures';
  return {
    inspection: {
      ...value.evidence,
      field: found.field,
      integrity: value.broken ? 'broken' : 'intact',
      coverage: whole ? 'whole' : 'earlier',
      changes: excluded ? 'forbidden' : changes,
      formExcluded: permission === 1,
      level: 'none',
      claimedTime: value.claimedTime,
      reasons: [...value.reasons, ...reasons, ...(excluded ? ['certification-excludes-signatures'] : [])],
    },
    end: range.end,
    revision,
    baseline: value.baseline,
  };
}

function later(
  file: PdfFile,
  found: FoundSignature,
  range: SignedRange,
  whole: boolean,
  revision: number | undefined,
): { changes: Changes; reasons: string[] } {
  if (whole) return { changes: 'none', reasons: [] };
  if (file.repaired) return { changes: 'forbidden', reasons: ['xref-repaired'] };
  if (revision === undefined) return { changes: 'forbidden', reasons: ['signed-bytes-not-a-revision'] };
  const then = findSignatures(file.view(revision)).some(
    (other) => other.number === found.number && other.field === found.field,
  );
  if (!then) return { changes: 'forbidden', reasons: ['signature-not-in-its-revision'] };
  return judgeChanges(file, revision, range.end, found);
}

interface CheckedValue {
  readonly broken: boolean;
  readonly baseline: boolean;
  readonly reasons: readonly string[];
  readonly claimedTime: Date | undefined;
  readonly evidence: SignerEvidence;
}

const nobody: SignerEvidence = {
  kind: 'signature',
  signer: undefined,
  certificate: undefined,
  others: [],
  crls: [],
  ocsps: [],
  timestamps: [],
};

/** Checks the signature value against the signed bytes, by the rules of its sub-filter. */
function checkValue(file: PdfFile, found: FoundSignature, range: SignedRange): CheckedValue {
  const signed = (digest: Digest) =>
    digestOf(digest, file.bytes.subarray(0, range.gapStart), file.bytes.subarray(range.gapEnd, range.end));
  const filter = found.dictionary?.name('SubFilter') ?? '';
  if (filter === 'ETSI.RFC3161') return checkTimestamp(range, signed);
  const nothing = { baseline: false, claimedTime: undefined, evidence: nobody };
  if (!['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'adbe.pkcs7.sha1'].includes(filter))
    return { ...nothing, broken: true, reasons: ['sub-filter-not-supported'] };
  try {
    const message = readSignedData(range.contents);
    const [signer, another] = message.signers;
    if (!signer || another || message.contentType !== oids.data)
      return { ...nothing, broken: true, reasons: ['one-signer-expected'] };
    if (range.contents.subarray(message.length).some((byte) => byte !== 0))
      return { ...nothing, broken: true, reasons: ['padding-not-zero'] };
    const old = filter === 'adbe.pkcs7.sha1';
    const content = message.content;
    if (old ? !content || Buffer.compare(content, signed('sha1')) !== 0 : content)
      return { ...nothing, broken: true, reasons: [old ? 'digest-differs' : 'content-inside'] };
    const finding = judgeSignerInfo(
      message,
      signer,
      old ? (digest) => digestOf(digest, content ?? empty) : signed,
    );
    const unbound = filter.startsWith('ETSI') && !finding.bound ? ['signer-not-bound'] : [];
    return {
      broken: !finding.intact,
      baseline: filter.startsWith('ETSI') && finding.bound,
      reasons: [
        ...finding.reasons,
        ...unbound,
        ...(old ? ['weak-digest'] : []),
        ...(finding.timestamps.some((stamp) => !stamp.intact) ? ['timestamp-broken'] : []),
      ],
      claimedTime: finding.claimedTime ?? claimedDate(found),
      evidence: signerEvidence(finding, message),
    };
  } catch (error) {
    if (!(error instanceof MalformedDer)) throw error;
    return { ...nothing, broken: true, reasons: ['cms-malformed'] };
  }
}

const empty: Uint8Array = new Uint8Array();

function checkTimestamp(range: SignedRange, signed: (digest: Digest) => Uint8Array): CheckedValue {
  const stamp = readTimestamp(range.contents, signed, true);
  const weak = stamp.reasons.some((reason) => reason.endsWith('weak-digest') || reason.endsWith('weak-key'));
  return {
    broken: !stamp.intact,
    baseline: false,
    reasons: [...stamp.reasons, ...(weak ? ['weak-digest'] : [])],
    claimedTime: stamp.time,
    evidence: {
      ...nobody,
      kind: 'timestamp',
      signer: stamp.certificate && nameOf(stamp.certificate),
      certificate: stamp.certificate?.der,
      others: stamp.others.map((one) => one.der),
      timestamps: [timestampEvidence(stamp, 'document')],
    },
  };
}

/** The /M entry, « D:20261124093000+01'00' », a claim and no more. */
function claimedDate(found: FoundSignature): Date | undefined {
  const value = found.dictionary?.get('M');
  const text =
    value && typeof value === 'object' && 'bytes' in value ? Buffer.from(value.bytes).toString('latin1') : '';
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)'?)?/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, zone = '+00', zoneMinutes = '00'] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinutes}`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function broken(found: FoundSignature, kind: SignerEvidence['kind'], reason: string): Checked {
  return {
    inspection: {
      ...nobody,
      kind,
      field: found.field,
      integrity: 'broken',
      coverage: 'earlier',
      changes: 'none',
      formExcluded: false,
      level: 'none',
      claimedTime: undefined,
      reasons: [reason],
    },
    end: 0,
    revision: undefined,
    baseline: false,
  };
}

/** Adds the timestamps that cover a signature and the store's data, and tells the baseline level reached. */
function withLevel(
  checked: Checked,
  all: readonly Checked[],
  file: PdfFile,
  store: SecurityStore | undefined,
): SignatureInspection {
  const { inspection } = checked;
  const covering = all.filter(
    (other) =>
      other.inspection.kind === 'timestamp' &&
      other.inspection.integrity === 'intact' &&
      other.end > checked.end,
  );
  const timestamps = [...inspection.timestamps, ...covering.flatMap((other) => other.inspection.timestamps)];
  const crls = [...inspection.crls, ...(store?.crls ?? [])];
  const ocsps = [...inspection.ocsps, ...(store?.ocsps ?? [])];
  const others = [...inspection.others, ...(store?.certificates ?? [])];
  const full = { ...inspection, timestamps, crls, ocsps, others };
  if (!checked.baseline || !inspection.certificate) return full;
  if (!timestamps.some((stamp) => stamp.intact)) return { ...full, level: 'B-B' };
  if (!store || !isSpokenOf(readCertificate(inspection.certificate), crls, ocsps))
    return { ...full, level: 'B-T' };
  const archived = covering.some(
    (other) => other.revision !== undefined && readSecurityStore(file.view(other.revision)) !== undefined,
  );
  return { ...full, level: archived ? 'B-LTA' : 'B-LT' };
}

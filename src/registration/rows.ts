import type { CertificateState } from './certificate/certificate.js';
import type { FileState } from './holder-file.js';
import type { IdentityKind, Reason, Situation } from './types.js';

/** A file as its table holds it. */
export type HolderFileRow = {
  id: string;
  order_id: string;
  holder_id: string;
  office_id: string | null;
  state: FileState;
  since: Date;
  version: number;
  created_at: Date;
  email: string;
  given_names: string;
  surname: string;
  birth_name: string;
  birth_date: string | null;
  birth_place: string;
  function: string;
  phone: string;
  address: string;
  postal_code: string;
  city: string;
  situation: Situation;
  usages: string[];
  identity_kind: IdentityKind | null;
  identity_last4: string | null;
  identity_expires: string | null;
  draft: Readonly<Record<string, string | readonly string[]>> | null;
  prepared_by: string[];
  opened_at: Date | null;
  confirmed_at: Date | null;
  submitted_at: Date | null;
  validated_at: Date | null;
  validated_by: string | null;
  token_ready: boolean;
  visit_at: Date | null;
  reason: Reason | null;
  warned: number;
  ended_at: Date | null;
};

export type CertificateRow = {
  id: string;
  file_id: string;
  order_id: string;
  state: CertificateState;
  since: Date;
  requested_at: Date;
  /** When the authority was first asked: from then on it may have issued the certificate. */
  asked_at: Date | null;
  data_hash: Buffer;
  request: unknown;
  der: Buffer | null;
  fingerprint: Buffer | null;
  token_serial: string | null;
  serial: string | null;
  subject: string | null;
  issuer: string | null;
  not_before: Date | null;
  not_after: Date | null;
  failure: string | null;
  reason: Reason | null;
  revoked_at: Date | null;
  revocation_confirmed: Date | null;
  successor_id: string | null;
};

/** One call to the authority about a certificate's status; its identifier is the key of the request. */
export type CertificateCallRow = {
  id: string;
  /** Calls about one certificate are made in this order. */
  number: number;
  certificate_id: string;
  step: 'revoke' | 'suspend' | 'resume';
  reason: string | null;
  asked_at: Date;
  confirmed_at: Date | null;
  /** Of its answer, where an officer noted it. */
  reference: string | null;
};

/** A piece of a file with its current version and the verdict in force on it. */
export type FileDocument = {
  id: string;
  kind: string;
  dated: string | null;
  expires: string | null;
  version_id: string | null;
  number: number | null;
  stored_id: string | null;
  name: string | null;
  media_type: string | null;
  size: number | null;
  sha256: Buffer | null;
  uploaded_at: Date | null;
  verdict_id: string | null;
  outcome: 'accepted' | 'to-replace' | null;
  verdict_reason: Reason | null;
  verdict_at: Date | null;
  seen_sha256: Buffer | null;
  officer_name: string | null;
};

/** What is kept of a piece whose form is still to be mended. */
export type DocumentDraft = {
  kind: string;
  typed: Readonly<Record<string, string | readonly string[]>>;
  stored_id: string | null;
  /** Of the file chosen, where there is one. */
  name: string | null;
  size: number | null;
  sha256: Buffer | null;
};

/** What the order says that a holder's pieces rest on. */
export type OrderedUnder = {
  siret: string;
  representative: string;
  representativeRole: string;
  /** Who gives the holder the power to sign, and by which act; empty where the order does not say. */
  powerToSign: string;
  product: string | null;
  supplier: string | null;
  years: number | null;
  /** When its terms were frozen: the texts are those of that day. */
  frozenAt: string | null;
};

import type { CertificateState } from './certificate/certificate.js';
import type { FileState } from './holder-file.js';
import type { IdentityKind, Reason, Situation } from './types.js';

/** A row of the view `file_facts`: what a page or a later slice may know of a holder's file. */
export type FileFacts = {
  id: string;
  order_id: string;
  order_number: string;
  holder_id: string;
  office_id: string | null;
  state: FileState;
  since: Date;
  version: number;
  given_names: string;
  surname: string;
  email: string;
  phone: string;
  function: string;
  situation: Situation;
  usages: string[];
  birth_date: string | null;
  address: string;
  postal_code: string;
  city: string;
  /** Persons, the holder excepted, who typed something in the file. */
  prepared_by: string[];
  identity_kind: IdentityKind | null;
  identity_last4: string | null;
  identity_expires: string | null;
  submitted_at: Date | null;
  validated_at: Date | null;
  validated_by: string | null;
  /** The delivery centre has received this holder's token. */
  token_ready: boolean;
  /** When the visit agreed begins; only while scheduled. */
  visit_at: Date | null;
  reason: Reason | null;
  ended_at: Date | null;
  /** The certificate that runs (requested, issued, live, suspended), or else the last one that ran. */
  certificate_id: string | null;
  certificate_state: CertificateState | null;
  certificate_serial: string | null;
  /** Serial of the USB key on which the certificate stands. */
  token_serial: string | null;
  certificate_subject: string | null;
  certificate_not_before: Date | null;
  certificate_not_after: Date | null;
  certificate_requested_at: Date | null;
  organisation_id: string;
  organisation_name: string;
  purchasing_body_id: string;
  delivery_centre_id: string;
  author_id: string;
  /** The author is an officer who typed the order for the organisation. */
  entered_on_behalf: boolean;
  /** Address of the legal representative who signed the order. */
  signatory_email: string | null;
  birth_name: string;
  birth_place: string;
  /** When the holder first came: from then on nobody else changes their address. */
  opened_at: Date | null;
  /** How often the holder was reminded in this state. */
  warned: number;
};

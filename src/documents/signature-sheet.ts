import { renderPdf } from '#src/platform/pdf/typst.js';
import type { Acceptance, Marks, Moment, Organisation } from './parts.js';
import { plain } from './plain.js';

/** A document whose bytes are frozen, which the sheet stands for. */
export interface FrozenDocument {
  readonly title: string;
  readonly reference: string;
  readonly version: number;
  /** Of the PDF's bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface SignatureSheetData extends Marks {
  readonly version: number;
  /** Name of the installation or of the purchasing body, above the title. */
  readonly issuer: string;
  /** « Annexe 4bis et demande de mission ». */
  readonly subject: string;
  /** What the sheet proves and what it does not, in plain words. */
  readonly statement: string;
  /** The body for which the signer signs. */
  readonly organisation: Organisation;
  readonly signer: {
    readonly name: string;
    readonly role: string;
    /** « représentant légal », « par délégation du maire ». */
    readonly capacity: string;
    /** Reference of the act of delegation. */
    readonly delegation?: string;
    readonly email: string;
  };
  readonly signedAt: Moment;
  readonly place?: string;
  /** « Lien personnel, puis code à usage unique reçu à cette adresse ». */
  readonly method: string;
  /** « Signature électronique simple (règlement eIDAS, article 25) ». */
  readonly level: string;
  /** Further facts that tie the person to the act, each with its label; may be empty. */
  readonly identityProof: readonly { readonly label: string; readonly value: string }[];
  readonly documents: readonly FrozenDocument[];
  readonly acceptances: readonly Acceptance[];
  /** The line of the journal that holds the act. */
  readonly journal: {
    readonly chain: string;
    readonly line: number;
    readonly at: Moment;
    readonly sha256: string;
  };
  readonly verification: { readonly code: string; readonly address: string };
}

/** The sheet that stands for the signature of the legal representative. */
export function renderSignatureSheet(data: SignatureSheetData, at: Date): Promise<Uint8Array> {
  const title = `Feuille de signature – commande ${data.reference} – ${data.organisation.name}`;
  return renderPdf({ template: 'signature-sheet', data: plain(data), title, at });
}

/** The sheet that stands for the countersignature of the purchasing body; `organisation` is that body. */
export function renderCountersignatureSheet(data: SignatureSheetData, at: Date): Promise<Uint8Array> {
  const title = `Feuille de contreseing – commande ${data.reference} – ${data.organisation.name}`;
  return renderPdf({ template: 'countersignature-sheet', data: plain(data), title, at });
}

import { renderPdf } from '#src/platform/pdf/typst.js';
import type { Acceptance, Day, Marks, Moment, Organisation } from './parts.js';
import { plain } from './plain.js';

/**
 * `reference` is the number of the record. It holds references to the identity document, never a copy, and no
 * activation or revocation code.
 */
export interface HandoverRecordData extends Marks {
  readonly subtitle: string;
  readonly deliveryCentre: { readonly name: string };
  readonly heldAt: Moment;
  /** As it follows the date: « à la mairie d’Exemple-sur-Vilaine ». */
  readonly place: string;
  readonly officer: { readonly name: string; readonly role: string };
  readonly holder: { readonly name: string; readonly role: string; readonly email: string };
  /** The certification agent who came in the holder's place. */
  readonly agent?: { readonly name: string; readonly email: string };
  readonly organisation: Organisation;
  readonly orderReference: string;
  readonly fileReference: string;
  readonly token: { readonly serial: string; readonly model: string };
  readonly certificate: {
    /** Hexadecimal, as the certificate's viewer shows it. */
    readonly serial: string;
    /** Distinguished names, RFC 4514. */
    readonly subject: string;
    readonly issuer: string;
    readonly validFrom: Moment;
    readonly validUntil: Moment;
    readonly usages: readonly string[];
  };
  readonly identityDocument: {
    /** « carte nationale d’identité ». */
    readonly kind: string;
    /** The last four characters of its number. */
    readonly lastFour: string;
    readonly expiresOn: Day;
  };
  readonly checks: readonly { readonly label: string; readonly done: boolean }[];
  readonly conditions: readonly Acceptance[];
  readonly decision: { readonly kind: 'accepted' } | { readonly kind: 'refused'; readonly reason: string };
  /** That the codes reach the holder by another way and are known to nobody here. */
  readonly secretStatement: string;
  readonly statements: readonly {
    readonly who: string;
    readonly name: string;
    readonly text: string;
    readonly at: Moment;
    readonly method: string;
  }[];
  /** To whom the record goes. */
  readonly copies: string;
}

/** The record of a face-to-face: procès-verbal de remise, or of refusal by the holder. */
export function renderHandoverRecord(data: HandoverRecordData, at: Date): Promise<Uint8Array> {
  const kind = data.decision.kind === 'accepted' ? 'remise' : 'non-remise';
  const title = `Procès-verbal de ${kind} ${data.reference} – ${data.holder.name}`;
  return renderPdf({ template: 'handover-record', data: plain(data), title, at });
}

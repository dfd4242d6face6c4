import { renderPdf } from '#src/platform/pdf/typst.js';
import type { Acceptance, Cents, Marks, Organisation } from './parts.js';
import { plain } from './plain.js';

export interface MissionRequestData extends Marks {
  /** « Demande de mission facultative ». */
  readonly title: string;
  readonly subtitle: string;
  readonly version: number;
  readonly deliveryCentre: {
    readonly name: string;
    readonly address: readonly string[];
    readonly email?: string;
    readonly site?: string;
  };
  /** « Délivrance des certificats électroniques ». */
  readonly object: string;
  readonly orderReference?: string;
  readonly organisation: Organisation;
  readonly personInCharge: { readonly name: string; readonly telephone: string; readonly email: string };
  readonly mission: {
    readonly label: string;
    readonly price: Cents;
    /** « hors champ de la TVA »: as the centre's accountant words it, or nothing, as on the paper form. */
    readonly taxNote?: string;
    /** « Une heure d’intervention au tarif de 82 €, délibération n° … ». */
    readonly priceNote: string;
  };
  readonly holders: readonly { readonly name: string; readonly role: string }[];
  readonly acceptances: readonly Acceptance[];
  readonly liability: string;
  readonly signature: {
    readonly name?: string;
    readonly role?: string;
    readonly place: string;
    readonly below: string;
  };
  /** Steps of the procedure, as printed on the paper form; may be empty. */
  readonly procedure: readonly string[];
}

/** The request for an optional mission, addressed to the delivery centre. */
export function renderMissionRequest(data: MissionRequestData, at: Date): Promise<Uint8Array> {
  const title = `${data.title} – ${data.reference} – ${data.organisation.name}`;
  return renderPdf({ template: 'mission-request', data: plain(data), title, at });
}

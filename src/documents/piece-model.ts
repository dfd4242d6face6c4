import { renderPdf } from '#src/platform/pdf/typst.js';
import type { Marks, Organisation } from './parts.js';
import { plain } from './plain.js';

/** A piece that the holder prints, has signed and sends back: the mandate, the conditions of use. */
export interface PieceModelData extends Marks {
  /** « Mandat du titulaire »: of the catalogue's text. */
  readonly title: string;
  /** Version of that text, as the catalogue names it. */
  readonly textVersion: string;
  readonly organisation: Organisation;
  /** Who signed the order for the organisation. */
  readonly representative: { readonly name: string; readonly role: string };
  readonly holder: { readonly name: string; readonly role: string; readonly email: string };
  /** « ChamberSign, certificat RGS deux étoiles, 3 ans ». */
  readonly certificate?: string;
  readonly usages: readonly string[];
  /** Who gives the holder the power to sign, by which act: as the order says. */
  readonly powerToSign?: string;
  readonly paragraphs: readonly string[];
  /** One for each signature asked: the holder's alone, or the legal representative's first. */
  readonly signatures: readonly {
    readonly who: string;
    readonly name: string;
    readonly role: string;
    readonly below: string;
  }[];
}

/** The piece filled in with what is known: place, date and signatures are left to the pen. */
export function renderPieceModel(data: PieceModelData, at: Date): Promise<Uint8Array> {
  const title = `${data.title} – ${data.holder.name} – commande ${data.reference}`;
  return renderPdf({ template: 'piece-model', data: plain(data), title, at });
}

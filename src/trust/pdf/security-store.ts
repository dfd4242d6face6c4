import type { PdfView } from './document.js';
import { PdfSyntaxError, Stream } from './objects.js';

/** Certificates and revocation data of the document security store, DER. */
export interface SecurityStore {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

const most = 500;

/** Reads the store (ISO 32000-2 §12.8.4.3), the parts kept for single signatures (/VRI) being references to it. */
export function readSecurityStore(view: PdfView): SecurityStore | undefined {
  const store = view.dictionary(view.catalog().get('DSS'));
  if (!store) return undefined;
  const streams = (key: string) =>
    (view.array(store.get(key)) ?? []).slice(0, most).flatMap((item) => {
      const stream = view.resolve(item);
      if (!(stream instanceof Stream)) return [];
      try {
        return [Uint8Array.from(view.file.data(stream, view))];
      } catch (error) {
        if (!(error instanceof PdfSyntaxError)) throw error;
        return [];
      }
    });
  return { certificates: streams('Certs'), crls: streams('CRLs'), ocsps: streams('OCSPs') };
}

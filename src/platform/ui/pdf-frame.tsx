import type { Html } from './html.js';

interface PdfFrameProps {
  /** The address of the PDF, without a fragment. */
  src: string;
  title: string;
}

/**
 * A PDF in its place on a page, as the browser's own reader shows it: as wide as the frame and without its side panel,
 * which would take half of it (open parameters of PDF, ISO 32000-2 annex O; a reader that knows none shows all).
 */
export function PdfFrame({ src, title }: PdfFrameProps): Html {
  return <iframe class="pdf-frame" src={`${src}#navpanes=0&view=FitH`} title={title} loading="lazy" />;
}

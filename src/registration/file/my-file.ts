import { personOf, type Web, type WebContext } from '#src/platform/web/web.js';
import { type FileView, type Piece, piecesOfFile, viewFile } from './file-view.js';

/** The file that the address names, where its holder is asking. */
export function myFile(web: Web, c: WebContext): Promise<FileView | undefined> {
  return viewFile(web.db, personOf(c), c.req.param('id') ?? '', web.kernel.clock(), ['holder']);
}

export function myPieces(web: Web, view: FileView): Promise<Piece[]> {
  return piecesOfFile(web.db, view.facts, view.now);
}

export function mayFill(view: FileView): boolean {
  return view.next.some((row) => row.step === 'fill-in');
}

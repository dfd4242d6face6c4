import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { Act } from '#src/platform/acts/act.js';
import { type Refusal, refuse } from '#src/platform/acts/refusal.js';
import type { Database, Defaulted, Tx } from '#src/platform/database/database.js';

type FileTables = {
  files: Defaulted<
    {
      id: string;
      name: string;
      media_type: string;
      size: number;
      sha256: Buffer;
      bytes: Buffer | null;
      erased_at: Date | null;
    },
    'id'
  >;
};

interface NewFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

interface StoredFile extends NewFile {
  readonly id: string;
  readonly sha256: string;
}

/** Stores a document for good, in the transaction of the step that made it. Returns its hash in hexadecimal. */
export async function storeFile(
  act: Pick<Act, 'tx'>,
  file: NewFile,
): Promise<{ id: string; sha256: string }> {
  const sha256 = createHash('sha256').update(file.bytes).digest();
  const { id } = await act.tx
    .withTables<FileTables>()
    .insertInto('files')
    .values({
      name: file.name.slice(0, 200),
      media_type: file.mediaType,
      size: file.bytes.byteLength,
      sha256,
      bytes: Buffer.from(file.bytes),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, sha256: sha256.toString('hex') };
}

/** Undefined where the file was erased or never was. Who may read it is the caller's query. */
export async function readFile(db: Database | Tx, id: string): Promise<StoredFile | undefined> {
  const row = await db
    .withTables<FileTables>()
    .selectFrom('files')
    .select(['id', 'name', 'media_type', 'sha256', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row?.bytes) return undefined;
  return {
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    sha256: row.sha256.toString('hex'),
  };
}

/** Largest file accepted from outside, in bytes. */
export const uploadLimit = 10 * 1024 * 1024;

const accepted = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** Judges an uploaded file by its content, never by its name: PDF, JPEG or PNG, 10 MB at most. */
export async function acceptUpload(file: File): Promise<NewFile | Refusal> {
  if (file.size === 0) return refuse('file-empty', 'Ce fichier est vide. Choisissez-en un autre.');
  if (file.size > uploadLimit) {
    const size = (file.size / 1024 / 1024).toLocaleString('fr-FR', { maximumFractionDigits: 1 });
    return refuse(
      'file-too-large',
      `Ce fichier pèse ${size} Mo ; la limite est de 10 Mo. Allégez-le ou photographiez la pièce de nouveau.`,
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !accepted.has(type.mime)) {
    return refuse(
      'file-type',
      'Ce fichier n’est ni un PDF, ni une image JPEG ou PNG. Enregistrez la pièce sous l’un de ces formats.',
    );
  }
  return { name: safeName(file.name, type.ext), mediaType: type.mime, bytes };
}

/** A name fit for a header and a list: no path, no control character, the extension that the content says. */
function safeName(name: string, extension: string): string {
  const stem = (name.split(/[/\\]/).pop() ?? '')
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .slice(0, 120)
    .trim();
  return `${stem || 'document'}.${extension}`;
}

/** Answers with a stored file: shown in its place, never guessed at by the browser, kept by no cache. */
export function fileResponse(file: NewFile, disposition: 'inline' | 'attachment' = 'inline'): Response {
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Length': String(file.bytes.byteLength),
      'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      // The reader of PDF that browsers have is a page of their own: it needs its styles, and no script of ours.
      'Content-Security-Policy':
        "default-src 'none'; object-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}

/** SHA-256 of files in hexadecimal, by identifier; of erased ones too. */
export async function hashesOf(db: Database | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .withTables<FileTables>()
    .selectFrom('files')
    .select(['id', 'sha256'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, sha256 }) => [id, sha256.toString('hex')]));
}

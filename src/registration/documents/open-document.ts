import { fileResponse, readFile } from '#src/platform/web/files.js';
import { notFound } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext } from '#src/platform/web/web.js';
import { fileEvent } from '#src/registration/events.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { versionOf } from './document-store.js';

/** One version of one piece, for whom the route has judged that they may see it: each view is journalled (rule 7). */
export async function openDocument(
  web: Web,
  c: WebContext,
  facts: FileFacts,
  kind: string,
  number: number,
): Promise<Response> {
  const version = await versionOf(web.db, facts.id, kind, number);
  const file = version && (await readFile(web.db, version.stored_id));
  if (!file) return notFound(c);
  await web.kernel.transact(personOf(c), (act) =>
    act.publish(fileEvent('document.viewed', facts, { kind, number, sha256: file.sha256 })),
  );
  return fileResponse(file);
}

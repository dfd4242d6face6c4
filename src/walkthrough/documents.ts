import { judgePdf, type PdfVerdict, readAnchors, trustIn } from '#src/trust/index.js';
import { Unexpected } from './failures.js';
import type { Relay } from './relay.js';

/** Documents of the relay that bear a seal, by the start of their names: the frozen ones read before, and invoices, do not. */
const sealed = /^(annexe-4bis|demande-de-mission|feuille-de-signature|feuille-de-contreseing|R-)/;

/** How many sealed documents the mails bring in all. */
const mailed = 4 * 3 + 2 * 3 + 3 * 3;

/**
 * Judges every document of the relay that somebody received by mail, by our own judge, with the root of the
 * demonstration's authority alone: sealed, whole, and by a trusted signer.
 */
export async function judgeDocuments(relay: Relay): Promise<number> {
  const answer = await fetch(`${relay.baseUrl}/demonstration/autorite.pem`);
  const root = new Uint8Array(await answer.arrayBuffer());
  relay.keep('autorite-simulee-TEST.pem', root);
  const anchors = readAnchors(root);
  const at = relay.server.now;
  const judge = (bytes: Uint8Array): Promise<PdfVerdict> =>
    judgePdf(bytes, { profile: 'order', at, judgeSigner: trustIn({ anchors, knownUntil: at }) });
  let judged = 0;
  const once = new Set<string>();
  for (const mail of relay.mailbox.received) {
    for (const { filename, content } of mail.attachments) {
      if (!sealed.test(filename ?? '')) continue;
      const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
      const { verdict, reasons, signatures } = await judge(bytes);
      if (verdict !== 'valid') {
        const why = [...reasons, ...signatures.flatMap((one) => one.reasons)].join(', ');
        throw new Unexpected(`${filename}, reçu par ${mail.to}, n’est pas valide : ${verdict} ${why}`);
      }
      if (!once.has(`${mail.to} ${mail.messageId} ${filename}`)) judged += 1;
      once.add(`${mail.to} ${mail.messageId} ${filename}`);
    }
  }
  if (judged !== mailed)
    throw new Unexpected(`${judged} documents scellés sont arrivés au lieu de ${mailed}`);
  return judged;
}

import { z } from 'zod';
import type { IssueRequest } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { refusals } from '#src/registration/refusals.js';
import type { CertificateRow } from '#src/registration/rows.js';
import { recordIssued } from './issue-certificate.js';
import { runningCertificate } from './move-certificate.js';
import { notTheirs, readCertificateFile } from './read-certificate.js';

export const recordInput = z.object({
  certificate: z.instanceof(File, { error: 'Choisissez le fichier du certificat (.cer, .crt ou .pem).' }),
  token: z
    .string({ error: 'Indiquez le numéro de série de la clé.' })
    .trim()
    .min(1, 'Indiquez le numéro de série de la clé.')
    .max(60, 'Limitez le numéro à 60 caractères.')
    .regex(
      /^[0-9A-Za-z-]+$/,
      'Un numéro de série s’écrit avec des chiffres, des lettres et des traits d’union.',
    ),
});
type RecordInput = z.output<typeof recordInput>;

/** The authority answered otherwise than by its adapter: the purchasing officer records what it issued. */
export async function recordCertificate(
  act: Act,
  fileId: string,
  input: RecordInput,
): Promise<CertificateRow | Refusal> {
  const certificate = await runningCertificate(act, fileId);
  if (certificate?.state !== 'requested') return certificate ? refusals.certificateIssued : notYourPart;
  if (input.certificate.size > 100_000) return refusals.certificateNotReadable;
  const bytes = new Uint8Array(await input.certificate.arrayBuffer());
  const read = readCertificateFile(bytes);
  if (isRefusal(read)) return read;
  const request = certificate.request as Omit<IssueRequest, 'key'>;
  const refusal = notTheirs(read, { ...request, test: act.test }, act.now);
  if (refusal) return refusal;
  return recordIssued(act, certificate.id, { der: read.certificate.der, tokenSerial: input.token });
}

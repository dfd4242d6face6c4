import type { FoundOrder, SignatureRow } from '#src/orders/rows.js';
import type { Act } from '#src/platform/acts/act.js';
import type { MailAttachment } from '#src/platform/mail/mail.js';
import { sealStates } from '#src/seals/index.js';

/** Where a mail had to leave before the seal. */
export const lateWords =
  'Le cachet électronique n’a pas encore pu être apposé : les documents joints sont ceux que la signature a figés. Les mêmes, scellés, suivront dès que possible.';

/** Both documents and the sheet of a signature, with the seals that they have. */
export async function sealedAttachments(
  act: Act,
  order: FoundOrder,
  signature: SignatureRow,
): Promise<MailAttachment[]> {
  const sheet = signature.kind === 'signature' ? 'feuille-de-signature' : 'feuille-de-contreseing';
  const named: [string | null, string][] = [
    [order.form_file_id, 'annexe-4bis'],
    [order.mission_file_id, 'demande-de-mission'],
    [signature.sheet_file_id, sheet],
  ];
  const files = named.flatMap(([file]) => file ?? []);
  const states = await sealStates(act.tx, files);
  return named.flatMap(([file, stem]) =>
    file
      ? {
          fileId: states.get(file)?.fileId ?? file,
          name: `${stem}-${order.number}.pdf`,
          mediaType: 'application/pdf',
        }
      : [],
  );
}

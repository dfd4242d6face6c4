import type { Act } from '#src/platform/acts/act.js';
import { ofName } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import type { MailItem } from '#src/platform/mail/mail.js';
import { expectedDocuments } from '#src/registration/configuration.js';
import { dateDefect } from '#src/registration/documents/document-rules.js';
import { documentsOf } from '#src/registration/documents/document-store.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { holderName } from '#src/registration/holder-name.js';
import { holderDoor, mailFile } from '#src/registration/mail-file.js';
import { factsOf } from '#src/registration/store.js';

/** A verdict for each piece: the sentence, how to mend it, and a link that replaces that one. */
export const correctionsAsked: Reaction = {
  name: 'corrections-asked',
  on: ['file.corrections-asked'],
  async run(act, event, line) {
    const file = await factsOf(act.tx, event.about.file ?? '');
    if (file?.state !== 'to-correct') return;
    const { items, toReplace } = await verdicts(act, file);
    const what = toReplace === 1 ? 'une pièce' : `${toReplace} pièces`;
    const cause = `line:${line}`;
    await mailFile(act, file, {
      cause,
      kind: 'file-corrections',
      to: 'holder',
      subject: `À remplacer : ${what} de votre dossier de certificat`,
      greeting: `Bonjour ${holderName(file)},`,
      paragraphs: [
        `Remplacez ${what}, puis déposez de nouveau votre dossier. Les pièces acceptées restent acceptées.`,
      ],
      items,
      button: { label: 'Ouvrir mon dossier', url: await holderDoor(act, file) },
    });
    await mailFile(act, file, {
      cause,
      kind: 'file-corrections-copy',
      to: 'correspondents',
      subject: `Pour information : ${what} à remplacer au dossier ${ofName(holderName(file))}`,
      paragraphs: [
        `Le bureau d’enregistrement a demandé à ${holderName(file)} de remplacer ${what}. Un message lui a été envoyé ; c’est à lui ou à elle d’agir.`,
      ],
    });
  },
};

/** What became of each piece, with a door to each that is to be replaced. A reason that the mail gives of the file is not repeated. */
export async function verdicts(act: Act, file: FileFacts): Promise<{ items: MailItem[]; toReplace: number }> {
  const expected = await expectedDocuments(act.tx, file, act.now);
  const documents = await documentsOf(act.tx, file.id);
  const items: MailItem[] = [];
  let toReplace = 0;
  for (const each of expected) {
    const document = documents.find((candidate) => candidate.kind === each.kind);
    const defect =
      document && document.outcome === 'accepted' ? dateDefect(each, document, act.now) : undefined;
    if (document?.outcome === 'accepted' && !defect) {
      items.push({ title: `${each.name} : acceptée` });
      continue;
    }
    toReplace++;
    const reason =
      document?.verdict_reason?.code === file.reason?.code ? undefined : document?.verdict_reason;
    const text = [
      defect,
      reason?.sentence,
      reason?.tip,
      reason?.comment && `Précision de l’agent : ${reason.comment}`,
    ]
      .filter(Boolean)
      .join(' ');
    items.push({
      title: document?.version_id ? `${each.name} : à remplacer` : `${each.name} : à déposer`,
      ...(text ? { text } : {}),
      link: {
        label: document?.version_id ? 'Remplacer cette pièce' : 'Déposer cette pièce',
        url: await holderDoor(act, file, each),
      },
    });
  }
  return { items, toReplace };
}

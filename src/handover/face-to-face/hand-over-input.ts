import { z } from 'zod';
import { plainSerial } from '#src/handover/tokens/serial.js';
import type { FieldErrors } from '#src/platform/web/form.js';

const ticked = (sentence: string) => z.string({ error: sentence }).min(1, sentence);
const optional = z
  .string()
  .optional()
  .transform((text) => text ?? '');

/** The document in hand: that of the file, told by the end of its number, or another, told by its references. */
const documentFields = {
  identity: z.enum(['same', 'other'], { error: 'Dites quelle pièce d’identité vous avez en main.' }),
  lastFour: optional.transform((text) => text.toUpperCase().replaceAll(/\s/g, '')),
  otherKind: optional,
  otherLastFour: optional.transform((text) => text.toUpperCase().replaceAll(/\s/g, '')),
  otherExpires: optional,
};
export const documentInput = z.object(documentFields);
export type DocumentInput = z.output<typeof documentInput>;

/** The form of the face-to-face. No code, secret or password is among its fields, and none is ever asked for. */
export const handOverInput = z.object({
  /** SHA-256 of the certificate that the page showed. */
  seen: z.string({ error: 'Rechargez la page.' }),
  /** The certification agent who receives the key; empty for the holder. */
  receiver: optional,
  present: ticked('Confirmez que la personne présente est celle de la pièce.'),
  ...documentFields,
  serial: z
    .string({ error: 'Scannez ou tapez le numéro de la clé.' })
    .transform(plainSerial)
    .refine((serial) => serial !== '', 'Scannez ou tapez le numéro de la clé.'),
  shown: ticked('Montrez le certificat au titulaire, puis cochez.'),
  accepted: ticked('Le titulaire accepte-t-il les données ? Sinon, notez qu’il les refuse.'),
  code: ticked('Le titulaire doit avoir reçu son code à part. Ne le demandez pas, ne le lisez pas.'),
  holderConfirms: ticked('Le titulaire doit confirmer qu’il a reçu sa clé.'),
  officerConfirms: ticked('Confirmez que vous avez remis la clé.'),
  separation: optional,
  separationComment: optional.transform((text) => text.slice(0, 1000)),
});
/** The same complaints, where the certification agent is there in the holder's place. */
export function saidOfAgent(errors: FieldErrors | undefined): FieldErrors | undefined {
  if (!errors) return undefined;
  return { ...errors, ...Object.fromEntries(Object.entries(ofAgent).filter(([field]) => errors[field])) };
}

const ofAgent: FieldErrors = {
  shown: 'Montrez le certificat au mandataire, puis cochez.',
  accepted: 'Le mandataire accepte-t-il les données au nom du titulaire ? Sinon, ne remettez pas la clé.',
  code: 'Dites au mandataire que le code va au titulaire seul. Ne le demandez pas, ne le lisez pas.',
  holderConfirms: 'Le mandataire doit confirmer qu’il a reçu la clé.',
};

export type HandOverInput = z.output<typeof handOverInput>;

export const refuseDataInput = z.object({
  seen: z.string({ error: 'Rechargez la page.' }),
  to: z.enum(['to-reissue', 'to-correct'], {
    error: 'Dites ce qui est faux : le certificat, ou le dossier.',
  }),
  reason: z.string({ error: 'Choisissez un motif.' }).min(1, 'Choisissez un motif.'),
  comment: optional.transform((text) => text.slice(0, 1000)),
  present: ticked('Confirmez que vous avez vérifié l’identité du titulaire.'),
  ...documentFields,
  holderConfirms: ticked('Le titulaire doit confirmer qu’il refuse ces données.'),
});
export type RefuseDataInput = z.output<typeof refuseDataInput>;

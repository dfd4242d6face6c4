import { z } from 'zod';
import { reasonInput } from '#src/catalogue/index.js';
import { textField } from '#src/directory/index.js';

export const suspendInput = reasonInput;

export const revokeInput = reasonInput.extend({
  understood: z.literal('oui', { error: 'Confirmez que vous avez compris : la révocation est définitive.' }),
});

export const confirmationInput = z.object({
  call: z.string({ error: 'Rechargez la page.' }),
  on: z.iso.date('Indiquez une date complète\u202f: jour, mois, année.'),
  reference: textField({ what: 'la référence donnée par l’autorité', max: 60 }),
});

import { z } from 'zod';
import { reasonInput } from '#src/catalogue/index.js';

export const suspendInput = reasonInput;

export const revokeInput = reasonInput.extend({
  understood: z.literal('oui', { error: 'Confirmez que vous avez compris : la révocation est définitive.' }),
});

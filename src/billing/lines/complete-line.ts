import { z } from 'zod';
import { invoiceTable, quantityMayChange, stateOfLine } from '#src/billing/invoice/invoice.js';
import { refusals } from '#src/billing/refusals.js';
import { lockLine, updateLine } from '#src/billing/store.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';

const quantityWords = 'Indiquez un nombre entier de 1 à 24.';

export const lineInput = z
  .object({
    /** Absent where the quantity is not the accountant's to change. */
    quantity: z.coerce
      .number(quantityWords)
      .int(quantityWords)
      .min(1, quantityWords)
      .max(24, quantityWords)
      .optional(),
    quantityReason: z
      .string()
      .trim()
      .max(300, 'Limitez cette réponse à 300 caractères.')
      .optional()
      .default(''),
    engagementNumber: z
      .string()
      .trim()
      .max(50, 'Limitez le numéro d’engagement à 50 caractères.')
      .optional()
      .default(''),
    serviceCode: z
      .string()
      .trim()
      .max(100, 'Limitez le code service à 100 caractères.')
      .optional()
      .default(''),
  })
  .superRefine((line, context) => {
    if ((line.quantity ?? 1) > 1 && line.quantityReason === '') {
      context.addIssue({
        code: 'custom',
        path: ['quantityReason'],
        message: 'Dites pourquoi plus d’une intervention est facturée : ce motif est imprimé sur la facture.',
      });
    }
  });

/** What the accountant may still say before a line is an invoice: references to pay under, hours on the spot. */
export async function completeLine(
  act: Act,
  command: { readonly id: string } & z.output<typeof lineInput>,
): Promise<Refusal | undefined> {
  const line = await lockLine(act.tx, act.actor, command.id);
  if (!line) return notYourPart;
  const row = permit(invoiceTable, stateOfLine(line.state), 'complete', ['accountant']);
  if (isRefusal(row)) return row;
  const quantity = command.quantity ?? line.quantity;
  if (quantity !== line.quantity && !quantityMayChange(line.kind)) return refusals.quantityFixed;
  await updateLine(act.tx, line.id, {
    quantity,
    quantity_reason: quantityMayChange(line.kind) && quantity > 1 ? command.quantityReason : '',
    engagement_number: command.engagementNumber,
    service_code: command.serviceCode,
  });
  await act.publish({
    type: 'billable-line.completed',
    about: { order: line.order_id, line: line.id, appointment: line.appointment_id },
    data: { from: line.quantity, quantity },
  });
  return undefined;
}

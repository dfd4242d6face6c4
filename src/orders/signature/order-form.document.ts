import { catalogueAt } from '#src/catalogue/index.js';
import { formatPhone, operatorOf } from '#src/directory/index.js';
import { renderOrderForm } from '#src/documents/order-form.js';
import type { Answers } from '#src/orders/answers.js';
import type { FoundOrder } from '#src/orders/rows.js';
import type { Terms } from '#src/orders/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { textsNow } from './texts.js';

/** Annexe 4bis as it will be signed: fields and order of the paper form, any number of holders. */
export async function drawOrderForm(
  act: Act,
  order: FoundOrder & { readonly terms: Terms },
  answers: Answers,
): Promise<Uint8Array> {
  const { terms } = order;
  const { product } = terms;
  const buyer = await operatorOf(act.tx, order.purchasing_body_id, 'purchasing-body');
  const centre = await operatorOf(act.tx, order.delivery_centre_id, 'delivery-centre');
  const usages = await catalogueAt(act.tx, 'usage', act.now);
  const text = await textsNow(act, [
    'order-form-service',
    'order-form-product-note',
    'order-form-delivery-note',
    'order-form-mail-note',
    'order-form-declaration',
    'order-form-invoicing',
  ]);
  const { correspondent, signatory, billing } = answers;
  const vatOfOne = Math.round((product.unitPrice * product.vatRate) / 100);
  return renderOrderForm(
    {
      title: 'Annexe 4bis',
      subtitle: 'Bon de commande de certificats numériques',
      reference: order.number,
      version: terms.version,
      test: act.test,
      purchasingBody: { name: buyer?.name ?? '' },
      deliveryCentre: { name: centre?.shortName ?? '' },
      organisation: { name: order.organisation_name, ...answers.organisation },
      correspondent: {
        lastName: correspondent.surname,
        firstName: correspondent.givenName,
        role: correspondent.function,
        telephone: formatPhone(correspondent.phone),
        email: correspondent.email,
      },
      service: text['order-form-service'],
      lines: [
        {
          label: `${product.name}, valable ${product.years} ans, sur ${product.support}`,
          notes: [1, 2],
          unitExclTax: product.unitPrice,
          unitInclTax: product.unitPrice + vatOfOne,
          quantity: terms.quantity,
          totalExclTax: terms.net,
          totalInclTax: terms.gross,
        },
      ],
      totals: {
        exclTax: terms.net,
        vat: [{ rate: `${product.vatRate.toLocaleString('fr-FR')} %`, amount: terms.vat }],
        inclTax: terms.gross,
      },
      notes: [text['order-form-product-note'], text['order-form-delivery-note']],
      ...(billing.engagementNumber ? { engagementNumber: billing.engagementNumber } : {}),
      ...(billing.serviceCode ? { serviceCode: billing.serviceCode } : {}),
      usages: usages.map(({ code, data }) => ({
        code,
        short: data.short,
        long: data.label,
        available: data.available,
      })),
      holders: answers.holders.map((holder) => ({
        lastName: holder.surname,
        firstName: holder.givenName,
        role: holder.function,
        email: holder.email,
        usages: holder.usages,
      })),
      mailNote: text['order-form-mail-note'],
      declaration: text['order-form-declaration'],
      acceptances: terms.acceptances
        .filter((acceptance) => acceptance.code === 'acceptance-order')
        .map(({ text: words, version }) => ({ text: words, version })),
      invoicing: text['order-form-invoicing'],
      signatures: [
        {
          who: signatory.byDelegation
            ? 'Pour l’établissement, par délégation de son représentant légal'
            : 'Pour l’établissement, son représentant légal',
          name: `${signatory.givenName} ${signatory.surname}`,
          role: signatory.function,
          place: answers.organisation.city,
          below: 'Signature en ligne (feuille de signature jointe)',
        },
        {
          who: `Pour ${buyer?.shortName ?? ''}, par délégation`,
          below: 'Contreseing en ligne (feuille jointe)',
        },
      ],
    },
    act.now,
  );
}

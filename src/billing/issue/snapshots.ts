import type { LineRow, OrderFacts } from '#src/billing/rows.js';
import { handoversOfLine, type Reader } from '#src/billing/store.js';
import type { BuyerSnapshot, IssuerSnapshot, LineSnapshot } from '#src/billing/types.js';
import type { DataOf } from '#src/catalogue/index.js';
import { longDate, money, plural } from '#src/platform/french/french.js';

const operations = {
  goods: 'livraison de biens',
  services: 'prestation de services',
  mixed: 'livraison de biens et prestation de services',
} as const;

/**
 * What an issuer prints, as configured on the day of issue. Mentions that law wants of an invoice between
 * professionals and to public bodies: nature of the operation (CGI, ann. II, 242 nonies A), penalties, recovery
 * charge, discount (code de commerce, L441-9; code de la commande publique, L2192-13 and D2192-35).
 */
export function issuerSnapshot(issuer: DataOf<'issuer'>): IssuerSnapshot {
  return {
    name: issuer.legalName,
    siret: issuer.siret,
    address: issuer.address.split('\n').filter(Boolean),
    email: issuer.email,
    phone: issuer.phone,
    vatNumber: issuer.vatNumber,
    vatMention: issuer.vatMention,
    iban: issuer.iban,
    bic: issuer.bic,
    paymentDays: issuer.paymentDays,
    operation: `Nature de l’opération\u00a0: ${operations[issuer.operations]}.`,
    mentions: [
      `Pénalités de retard\u00a0: ${issuer.penalties}`,
      `Indemnité forfaitaire pour frais de recouvrement en cas de retard\u00a0: ${money(issuer.recoveryCharge)}.`,
      `Escompte\u00a0: ${issuer.discount}`,
      ...(issuer.footer ? [issuer.footer] : []),
    ],
  };
}

/** The organisation, with the references under which it pays. */
export function buyerSnapshot(
  order: OrderFacts,
  line: Pick<LineRow, 'engagement_number' | 'service_code'>,
): BuyerSnapshot {
  return {
    name: order.organisation_name,
    siret: order.siret ?? '',
    address: [...order.address.split('\n'), `${order.postal_code} ${order.city}`.trim()].filter(Boolean),
    engagementNumber: line.engagement_number,
    serviceCode: line.service_code,
  };
}

export async function lineSnapshot(db: Reader, line: LineRow): Promise<LineSnapshot> {
  return {
    kind: line.kind,
    label: line.label,
    detail: await detailOf(db, line),
    unit: line.kind === 'intervention' ? (line.quantity > 1 ? 'interventions' : 'intervention') : '',
    quantity: line.quantity,
    unitPrice: line.unit_price,
    vatRegime: line.vat_regime,
    vatPerMille: line.vat_per_mille,
    vatMention: line.vat_mention,
    net: line.quantity * line.unit_price,
  };
}

async function detailOf(db: Reader, line: LineRow): Promise<string> {
  const on = longDate(line.delivered_on);
  const why = line.quantity_reason ? ` Quantité\u00a0: ${line.quantity_reason}` : '';
  switch (line.kind) {
    case 'certificate': {
      const holders = await handoversOfLine(db, line.id);
      const names = holders.map((one) => `${one.given_names} ${one.surname} (PV ${one.number})`);
      return `${names.length > 1 ? 'Titulaires' : 'Titulaire'}\u00a0: ${names.join(', ')}`;
    }
    case 'intervention':
      return `${plural(line.quantity, 'intervention')} sur place, rendez-vous du ${on}.${why}`;
    case 'fruitless-visit':
      return `Rendez-vous du ${on}\u00a0: ${line.reason?.sentence || line.reason?.label || ''}${
        line.reason?.comment ? ` ${line.reason.comment}` : ''
      }${why}`;
  }
}

import { DocumentLink } from '#src/orders/document-link.js';
import type { SignatureRow } from '#src/orders/rows.js';
import type { Terms } from '#src/orders/types.js';
import { money } from '#src/platform/french/french.js';
import { Card, DataTable, type Html } from '#src/platform/ui/index.js';
import { SealWords } from '#src/seals/index.js';
import type { OrderView } from './order-view.js';

/** What was ordered and what it costs, with the documents that say so. */
export function OrderedCard({ view, terms }: { view: OrderView; terms: Terms }): Html {
  const lines = [
    {
      name: `${terms.product.name}, ${terms.product.years}\u00a0ans, ${terms.product.support}`,
      by: 'facturé par l’organisme acheteur après la remise',
      quantity: terms.quantity,
      net: money(terms.net),
      gross: money(terms.gross),
    },
    {
      name: `Remise sur place, ${terms.mission.hours === 1 ? 'une heure' : `${terms.mission.hours} heures`}`,
      by: `facturée par le centre de délivrance, délibération ${terms.mission.deliberation}`,
      quantity: 1,
      net: money(terms.mission.price),
      gross: money(terms.mission.price),
    },
  ];
  return (
    <Card title="Ce qui a été commandé" actions={<Documents view={view} />}>
      <DataTable
        id="commande"
        caption="Ce qui a été commandé"
        columns={[
          {
            key: 'name',
            label: 'Désignation',
            cell: (line) => (
              <>
                {line.name}
                <br />
                <span class="soft small">{line.by}</span>
              </>
            ),
          },
          { key: 'quantity', label: 'Quantité', numeric: true, cell: (line) => line.quantity },
          { key: 'net', label: 'HT', numeric: true, cell: (line) => line.net },
          { key: 'gross', label: 'TTC', numeric: true, cell: (line) => line.gross },
        ]}
        rows={lines}
        empty=""
      />
      <SealWords state={view.seal} now={view.now} tellsFailure={view.mendsSeal} />
    </Card>
  );
}

function Documents({ view }: { view: OrderView }): Html {
  const { order, signatures } = view;
  const sheet = (kind: SignatureRow['kind']): boolean =>
    signatures.some((each) => each.kind === kind && each.sheet_file_id);
  return (
    <>
      <DocumentLink order={order.id} document="annexe-4bis" />
      <DocumentLink order={order.id} document="demande-de-mission" variant="tertiary" />
      {sheet('signature') && (
        <DocumentLink order={order.id} document="feuille-de-signature" variant="tertiary" />
      )}
      {sheet('countersignature') && (
        <DocumentLink order={order.id} document="feuille-de-contreseing" variant="tertiary" />
      )}
    </>
  );
}

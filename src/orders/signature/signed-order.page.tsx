import { SignedDocuments } from '#src/orders/document-link.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { Alert, Card, type Html, PageHeader, Stack } from '#src/platform/ui/index.js';
import { type SealState, SealWords } from '#src/seals/index.js';

/** It is done: what was signed, what follows, and whether it is sealed. */
export function SignedOrderPage({
  order,
  seal,
  now,
}: {
  order: FoundOrder;
  seal: SealState | undefined;
  now: Date;
}): Html {
  return (
    <Stack>
      <PageHeader title="C’est signé" lead={`${order.organisation_name}, commande ${order.number}`} />
      <Alert tone="success" title="Votre signature est enregistrée">
        <p>
          La commande part à l’organisme acheteur, une copie au centre de délivrance. Un accusé de réception
          vous est envoyé avec les documents.
        </p>
      </Alert>
      <Card title="Ce que vous avez signé" actions={<SignedDocuments order={order.id} />}>
        <p>
          Une feuille de signature, jointe à l’accusé de réception, dit qui a signé, quand et comment, et
          donne l’empreinte des deux documents.
        </p>
        <SealWords state={seal} now={now} tellsFailure={false} />
      </Card>
      <p>Vous n’avez plus rien à faire. Vous pouvez fermer cette page.</p>
    </Stack>
  );
}

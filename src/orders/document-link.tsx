import { type Html, LinkButton } from '#src/platform/ui/index.js';
import { type OrderDocument, orderPaths } from './paths.js';

export const documentNames: Readonly<Record<OrderDocument, string>> = {
  'annexe-4bis': 'Bon de commande',
  'demande-de-mission': 'Demande de mission',
  'feuille-de-signature': 'Feuille de signature',
  'feuille-de-contreseing': 'Feuille de contreseing',
};

/** Opens one of the documents of an order. */
export function DocumentLink(props: {
  order: string;
  document: OrderDocument;
  variant?: 'secondary' | 'tertiary';
}): Html {
  const { order, document, variant = 'secondary' } = props;
  return (
    <LinkButton variant={variant} icon="file" href={orderPaths.document(order, document)}>
      {documentNames[document]} (PDF)
    </LinkButton>
  );
}

/** Opens the two documents that are signed together. */
export function SignedDocuments({ order }: { order: string }): Html {
  return (
    <>
      <DocumentLink order={order} document="annexe-4bis" />
      <DocumentLink order={order} document="demande-de-mission" />
    </>
  );
}

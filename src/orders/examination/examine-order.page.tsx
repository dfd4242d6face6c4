import { documentNames } from '#src/orders/document-link.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder, SignatureRow } from '#src/orders/rows.js';
import {
  Actions,
  Alert,
  Button,
  Card,
  Checkbox,
  Columns,
  ErrorSummary,
  Form,
  Hidden,
  type Html,
  LinkButton,
  PageHeader,
  PdfFrame,
  Stack,
  Summary,
} from '#src/platform/ui/index.js';

interface ExamineView {
  readonly order: FoundOrder;
  readonly signature: SignatureRow | undefined;
  readonly documents: string;
  readonly needsConfirmation: boolean;
  readonly doubts: readonly string[];
  /** Whom the examination makes correspondents of the organisation. */
  readonly newcomers: readonly { readonly name: string; readonly email: string }[];
  readonly refusal?: string | undefined;
  readonly onBehalf: string | undefined;
  /** « examine » a submitted order, « countersign » an examined one. */
  readonly act: 'examine' | 'countersign';
}

/** Both signed documents beside the decision: what is examined and countersigned is what is seen. */
export function ExamineOrderPage({ view }: { view: ExamineView }): Html {
  const { order, signature, act } = view;
  const title = act === 'examine' ? 'Examiner la commande' : 'Contresigner la commande';
  return (
    <Stack>
      <ErrorSummary errors={view.refusal ? [{ message: view.refusal }] : []} />
      <PageHeader
        title={title}
        trail={[
          { label: 'Commandes', href: orderPaths.list },
          { label: order.number, href: orderPaths.order(order.id) },
        ]}
        lead={[
          `${order.organisation_name}, ${order.quantity} certificat${order.quantity > 1 ? 's' : ''}`,
          view.onBehalf,
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <Columns
        aside={
          <>
            <Card title="Signature">
              <Summary
                rows={[
                  {
                    label: 'Signataire',
                    value: signature ? `${signature.name}, ${signature.function}` : 'aucune',
                  },
                  { label: 'Adresse', value: signature?.email ?? '' },
                  { label: 'Niveau', value: 'code à usage unique reçu à cette adresse' },
                ]}
              />
              {view.doubts.map((doubt) => (
                <Alert tone="warning">{doubt}</Alert>
              ))}
            </Card>
            <Card title={act === 'examine' ? 'Votre décision' : 'Contreseing'}>
              <Form
                action={act === 'examine' ? orderPaths.examine(order.id) : orderPaths.countersign(order.id)}
              >
                <Hidden name="documents" value={view.documents} />
                {act === 'examine' && view.needsConfirmation && (
                  <Checkbox
                    name="signatoryConfirmed"
                    label="J’ai vérifié que cette adresse est celle du représentant légal"
                    hint="C’est sa première signature pour cet organisme, ou son adresse est générique : un appel à la mairie suffit."
                  />
                )}
                {view.newcomers.length > 0 && (
                  <p>
                    Tout est juste{'\u202f'}:{' '}
                    {view.newcomers
                      .map(({ name, email }) => (name ? `${name} (${email})` : email))
                      .join(' et ')}{' '}
                    {view.newcomers.length > 1 ? 'deviennent correspondants' : 'devient correspondant'} de
                    l’organisme, et {view.newcomers.length > 1 ? 'verront' : 'verra'} toutes ses commandes.
                  </p>
                )}
                <Actions>
                  <Button>{act === 'examine' ? 'Tout est juste' : 'Contresigner les deux documents'}</Button>
                </Actions>
              </Form>
              <Actions>
                <LinkButton variant="secondary" href={orderPaths.reasoned(order.id, 'return')}>
                  Renvoyer à l’organisme
                </LinkButton>
                <LinkButton variant="tertiary" tone="danger" href={orderPaths.reasoned(order.id, 'refuse')}>
                  Refuser
                </LinkButton>
              </Actions>
            </Card>
          </>
        }
      >
        {(['annexe-4bis', 'demande-de-mission'] as const).map((document) => {
          const name = documentNames[document];
          const href = orderPaths.document(order.id, document);
          return (
            <Card
              title={name}
              aside={
                <a href={href}>
                  Ouvrir le PDF<span class="ds-sr-only"> : {name}</span>
                </a>
              }
            >
              <PdfFrame src={href} title={name} />
            </Card>
          );
        })}
      </Columns>
    </Stack>
  );
}

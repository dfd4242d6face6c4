import { SignedDocuments } from '#src/orders/document-link.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder, HolderRow } from '#src/orders/rows.js';
import type { Terms } from '#src/orders/types.js';
import { inSentence, money } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  Card,
  Checkbox,
  Definition,
  Form,
  Hidden,
  type Html,
  PageHeader,
  Problems,
  Stack,
  Summary,
  TextField,
} from '#src/platform/ui/index.js';
import type { FieldErrors } from '#src/platform/web/form.js';
import { signatoryOf } from './sign-order.js';

/** What can be read beside the boxes that accept it, as it stood when the order was frozen. */
export interface AcceptedConditions {
  /** Of the purchasing body; `url` where they are published in full. */
  readonly order: {
    readonly title: string;
    readonly version: string;
    readonly paragraphs: readonly string[];
    readonly url: string | undefined;
  };
  /** Where the particular conditions of the mission are published. */
  readonly missionUrl: string | undefined;
}

export interface SignView {
  readonly order: FoundOrder & { readonly terms: Terms };
  readonly holders: readonly HolderRow[];
  readonly usageNames: ReadonlyMap<string, string>;
  readonly documents: string;
  readonly ticked: { readonly conditions: boolean; readonly mission: boolean };
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  /** Who filled it in, and for whom, where it was not the organisation. */
  readonly onBehalf: string | undefined;
  readonly conditions: AcceptedConditions;
  /** A code is on its way: the page asks for it. */
  readonly codeSentTo?: string | undefined;
  readonly typedCode?: string | undefined;
}

/** What the legal representative reads on a phone between two meetings, accepts, and signs. */
export function SignOrderPage({ view }: { view: SignView }): Html {
  const { order, holders } = view;
  const { terms } = order;
  return (
    <Stack>
      <Problems errors={view.errors} refusal={view.refusal} />
      <PageHeader
        title="Lire et signer"
        lead={`${order.organisation_name} : la commande ${order.number} est prête pour votre signature.`}
      />
      <Card title="En bref">
        <Summary
          rows={[
            {
              label: 'Vous commandez',
              value: `${terms.quantity} × ${terms.product.name}, ${terms.product.years}\u00a0ans, sur ${terms.product.support}`,
            },
            {
              label: 'Prix',
              value: `${money(terms.net)} HT, soit ${money(terms.gross)} TTC, facturés après la remise`,
            },
            {
              label: 'Remise sur place',
              value: `${money(terms.mission.price)}, ${terms.mission.vatMention}, facturée à part par le centre de délivrance`,
            },
            { label: holders.length > 1 ? 'Pour' : 'Pour une personne', value: <Holders {...view} /> },
            { label: 'Vous signez', value: quality(order.answers) },
            ...(view.onBehalf ? [{ label: 'Qui l’a remplie', value: view.onBehalf }] : []),
          ]}
        />
      </Card>
      <Card title="Les deux documents" actions={<SignedDocuments order={order.id} />}>
        <p>Ils sont figés : ce que vous lisez est ce que vous signez.</p>
      </Card>
      {view.codeSentTo ? <EnterCode view={view} sentTo={view.codeSentTo} /> : <Accept view={view} />}
      <p>
        <a href={orderPaths.reasoned(order.id, 'decline-to-sign')}>Je ne signe pas cette commande</a>
      </p>
    </Stack>
  );
}

/** « en qualité de maire, par délégation ». */
function quality(answers: FoundOrder['answers']): string {
  const { function: as, byDelegation } = signatoryOf(answers);
  return `en qualité de ${inSentence(as)}${byDelegation ? ', par délégation' : ''}`;
}

/** What the correspondent has said of a holder and whoever signs answers for. */
interface SaidOfHolder {
  readonly powerToSign?: string;
  readonly qualifiedConfirmed?: string;
}

function Holders({ order, holders, usageNames }: Pick<SignView, 'order' | 'holders' | 'usageNames'>): Html {
  const said = (order.answers.holders ?? []) as readonly SaidOfHolder[];
  return (
    <ul class="ds-list">
      {holders.map((holder, index) => (
        <li>
          <strong>
            {holder.given_name} {holder.surname}
          </strong>
          , {holder.function} : {holder.usages.map((code) => usageNames.get(code) ?? code).join(' ; ')}
          {said[index]?.powerToSign && <>. Pouvoir de signer : {said[index]?.powerToSign}</>}
          {said[index]?.qualifiedConfirmed === 'oui' && (
            <>. Usage confirmé : le certificat n’est pas qualifié</>
          )}
        </li>
      ))}
    </ul>
  );
}

function acceptanceText(terms: Terms, code: string): string {
  const found = terms.acceptances.find((each) => each.code === code);
  return found ? `${found.text} (version ${found.version})` : '';
}

function Accept({ view }: { view: SignView }): Html {
  const { order, conditions } = view;
  return (
    <Card title="Signer">
      <Form action={orderPaths.signatureCode(order.id)}>
        <Hidden name="documents" value={view.documents} />
        <Checkbox
          name="conditions"
          checked={view.ticked.conditions}
          error={view.errors.conditions}
          label={acceptanceText(order.terms, 'acceptance-order')}
        />
        <Definition term={conditions.order.title}>
          {conditions.order.paragraphs.map((paragraph) => (
            <p>{paragraph}</p>
          ))}
          <p>
            Version {conditions.order.version}.{' '}
            {conditions.order.url && <a href={conditions.order.url}>Lire le texte complet</a>}
          </p>
        </Definition>
        <Checkbox
          name="mission"
          checked={view.ticked.mission}
          error={view.errors.mission}
          label={acceptanceText(order.terms, 'acceptance-mission')}
        />
        {conditions.missionUrl && (
          <p>
            <a href={conditions.missionUrl}>Lire les conditions particulières du centre de délivrance</a>
          </p>
        )}
        <p>Un code part à votre adresse électronique. Le recopier vaut signature des deux documents.</p>
        <Actions>
          <Button wide>Recevoir le code de signature</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function EnterCode({ view, sentTo }: { view: SignView; sentTo: string }): Html {
  const { order } = view;
  return (
    <Card title="Signer avec le code">
      <p role="status">
        Un code a été envoyé à <strong>{sentTo}</strong>. Il est valable 10 minutes.
      </p>
      <Form action={orderPaths.sign(order.id)}>
        <Hidden name="documents" value={view.documents} />
        <Hidden name="conditions" value="oui" />
        <Hidden name="mission" value="oui" />
        <TextField
          name="code"
          label="Code à 6 chiffres"
          value={view.typedCode}
          error={view.errors.code}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="s"
          maxlength={10}
        />
        <Actions>
          <Button wide>Signer les deux documents</Button>
          <Button variant="tertiary" formaction={orderPaths.signatureCode(order.id)}>
            Recevoir un nouveau code
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}

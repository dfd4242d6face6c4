import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { appointment } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  ErrorSummary,
  Form,
  Hidden,
  type Html,
  LinkButton,
  PageHeader,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import { sendingOf } from './transmit-order.js';

interface AuthorityAnswerProps {
  readonly order: FoundOrder;
  readonly typed?: string;
  readonly error?: string;
}

/** By hand, where the authority answers by telephone or by post: its reference, or its refusal. */
export function AuthorityAnswerPage({ order, typed, error }: AuthorityAnswerProps): Html {
  return (
    <Stack>
      <ErrorSummary errors={error ? [{ field: 'reference', message: error }] : []} />
      <PageHeader
        title="Noter la réponse de l’autorité"
        trail={[{ label: `Commande ${order.number}`, href: orderPaths.order(order.id) }]}
        lead="Seulement si l’autorité de certification a répondu autrement qu’en ligne. Chaque titulaire sera invité aussitôt."
      />
      <p>
        Dernière transmission : {appointment(order.since)}. La réponse à une transmission précédente ne compte
        plus.
      </p>
      <Form action={orderPaths.authorityAnswer(order.id)}>
        <Hidden name="sending" value={sendingOf(order)} />
        <TextField
          name="reference"
          label="Référence donnée par l’autorité"
          value={typed}
          error={error}
          maxlength={60}
        />
        <Actions>
          <Button>Enregistrer l’accord</Button>
          <LinkButton variant="secondary" href={orderPaths.reasoned(order.id, 'record-refusal')}>
            L’autorité refuse
          </LinkButton>
        </Actions>
      </Form>
    </Stack>
  );
}

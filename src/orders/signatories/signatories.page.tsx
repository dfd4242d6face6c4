import { correspondentPaths, type Represented } from '#src/directory/index.js';
import {
  Actions,
  Alert,
  Button,
  DataTable,
  EmailAddress,
  Empty,
  ErrorSummary,
  Form,
  type Html,
  LinkButton,
  PageHeader,
  Stack,
  Summary,
  When,
} from '#src/platform/ui/index.js';
import { signatoryPaths } from './signatory-paths.js';
import type { Signatory } from './signatory-store.js';

/** Who has signed for an organisation and still has a part in its orders. */
export function SignatoriesPage(props: {
  readonly organisation: Represented;
  readonly people: readonly Signatory[];
  readonly refusal: string | undefined;
  readonly ended: boolean;
  readonly now: Date;
}): Html {
  const { organisation, people, refusal, ended, now } = props;
  return (
    <Stack>
      <ErrorSummary errors={refusal ? [{ message: refusal }] : []} />
      {ended && (
        <Alert tone="success">Cette personne n’a plus de part dans les commandes, dès maintenant.</Alert>
      )}
      <PageHeader
        title="Signataires"
        trail={[{ label: 'Correspondants', href: correspondentPaths.list(organisation.id) }]}
        lead={`${organisation.name} : qui a signé ses commandes les relit, et peut révoquer leurs certificats.`}
      />
      <DataTable
        id="signataires"
        caption="Signataires de l’organisme"
        columns={[
          { key: 'personne', label: 'Personne', cell: (each) => `${each.name}, ${each.function}` },
          { key: 'adresse', label: 'Adresse', cell: (each) => <EmailAddress of={each.email} /> },
          {
            key: 'signature',
            label: 'Dernière signature',
            cell: ({ signedAt }) => <When at={signedAt} now={now} as="short" />,
          },
          {
            key: 'fin',
            label: 'Action',
            cell: (each) => (
              <a href={signatoryPaths.end(organisation.id, each.personId)}>
                Ne signe plus<span class="ds-sr-only"> : {each.name}</span>
              </a>
            ),
          },
        ]}
        rows={people}
        empty={
          <Empty title="Aucun signataire" icon="person">
            La première commande signée en désigne un.
          </Empty>
        }
      />
    </Stack>
  );
}

/** What it means that a person signs no more, and the button that says so. */
export function EndSignatoryPage(props: {
  readonly organisation: Represented;
  readonly person: Signatory;
  readonly refusal: string | undefined;
}): Html {
  const { organisation, person, refusal } = props;
  const list = signatoryPaths.list(organisation.id);
  return (
    <Stack>
      <ErrorSummary errors={refusal ? [{ message: refusal }] : []} />
      <PageHeader
        title="Ne signe plus pour l’organisme"
        trail={[{ label: 'Signataires', href: list }]}
        lead="Après une élection ou un départ : cette personne n’ouvrira plus les commandes qu’elle a signées, et ne pourra plus révoquer leurs certificats. Ses signatures restent valables. Un courriel le lui dit."
      />
      <Summary
        rows={[
          { label: 'Organisme', value: organisation.name },
          { label: 'Signataire', value: `${person.name}, ${person.function}` },
          { label: 'Adresse', value: person.email },
          { label: 'Dernière signature', value: <When at={person.signedAt} as="long" /> },
        ]}
      />
      <p>
        Si elle signe de nouveau un jour, {organisation.buyer.shortName} vérifiera son adresse comme celle
        d’un nouveau signataire. Pour révoquer un certificat, son titulaire et {organisation.buyer.shortName}{' '}
        le peuvent toujours.
      </p>
      <Form action={signatoryPaths.end(organisation.id, person.personId)}>
        <Actions>
          <Button tone="danger">Cette personne ne signe plus</Button>
          <LinkButton href={list} variant="secondary">
            Ne rien changer
          </LinkButton>
        </Actions>
      </Form>
    </Stack>
  );
}

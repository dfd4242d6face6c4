import { organisationPaths } from '#src/directory/organisations/organisation-paths.js';
import { formatPhone } from '#src/directory/phone.js';
import {
  Actions,
  Alert,
  Button,
  Card,
  Checkbox,
  type Child,
  DataTable,
  EmailAddress,
  Empty,
  ErrorSummary,
  Form,
  type FormError,
  Hidden,
  type Html,
  LinkButton,
  PageHeader,
  Summary,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import { correspondentPaths } from './correspondent-paths.js';
import type { Correspondent, Represented } from './correspondent-store.js';

interface CorrespondentsPageProps {
  readonly organisation: Represented;
  readonly people: readonly Correspondent[];
  readonly typed: { readonly name: string; readonly email: string; readonly phone: string };
  readonly errors: readonly FormError[];
  readonly done: 'added' | 'ended' | undefined;
  readonly now: Date;
}

/** Who the correspondents of an organisation are, and one more. */
export function CorrespondentsPage(props: CorrespondentsPageProps): Html {
  const { organisation, people, typed, errors, done, now } = props;
  const errorOf = (field: string): string | undefined =>
    errors.find((error) => error.field === field)?.message;
  const doubt = errorOf('sure');
  return (
    <div class="stack">
      <ErrorSummary errors={errors} />
      {done === 'added' && (
        <Alert tone="success">Le correspondant est ajouté, dès maintenant. Un courriel le lui dit.</Alert>
      )}
      {done === 'ended' && <Alert tone="success">Ce n’est plus un correspondant, dès maintenant.</Alert>}
      <PageHeader
        title="Correspondants"
        trail={[{ label: organisation.name, href: organisationPaths.organisation(organisation.id) }]}
        lead={`${organisation.name} : ils préparent ses commandes, les suivent et répondent aux demandes.`}
        aside={
          <LinkButton href={correspondentPaths.signatories(organisation.id)} variant="secondary">
            Voir les signataires
          </LinkButton>
        }
      />
      <DataTable
        id="correspondants"
        caption="Correspondants de l’organisme"
        columns={[
          { key: 'personne', label: 'Personne', cell: (each) => each.name || each.email },
          { key: 'adresse', label: 'Adresse', cell: (each) => <EmailAddress of={each.email} /> },
          {
            key: 'telephone',
            label: 'Téléphone',
            cell: (each) => (each.phone ? formatPhone(each.phone) : 'inconnu'),
          },
          { key: 'depuis', label: 'Depuis', cell: ({ since }) => <When at={since} now={now} as="short" /> },
          {
            key: 'fin',
            label: 'Action',
            cell: (each) => (
              <a href={correspondentPaths.end(organisation.id, each.id)}>
                {'Mettre\u00a0fin'}
                <span class="ds-sr-only"> au rôle de {each.name || each.email}</span>
              </a>
            ),
          },
        ]}
        rows={people}
        empty={
          <Empty title="Aucun correspondant" icon="person">
            La première commande examinée en désigne un ; vous pouvez aussi l’ajouter dès maintenant.
          </Empty>
        }
      />
      <Card title="Ajouter un correspondant">
        <p class="soft">
          Cette personne verra toutes les commandes de l’organisme, passées et en cours, et pourra agir en son
          nom. La personne qui signe les commandes ne peut pas être aussi correspondant.
        </p>
        <Form action={correspondentPaths.list(organisation.id)}>
          <TextField
            name="name"
            label="Prénom et nom"
            maxlength={120}
            width="full"
            value={typed.name}
            error={errorOf('name')}
          />
          <TextField
            name="email"
            label="Adresse électronique"
            hint="Celle d’une seule personne : elle se connectera avec cette adresse."
            type="email"
            inputmode="email"
            maxlength={254}
            width="full"
            spellcheck={false}
            value={typed.email}
            error={errorOf('email')}
          />
          {doubt && <Checkbox name="sure" label="Cette adresse est juste, je la garde." error={doubt} />}
          <TextField
            name="phone"
            label="Téléphone professionnel"
            hint="Si la personne en a déjà donné un, le sien est gardé."
            type="tel"
            inputmode="tel"
            maxlength={30}
            value={typed.phone}
            error={errorOf('phone')}
          />
          <Actions>
            <Button>Ajouter ce correspondant</Button>
          </Actions>
        </Form>
      </Card>
    </div>
  );
}

interface EndCorrespondentPageProps {
  readonly organisation: Represented;
  readonly person: Correspondent;
  readonly themself: boolean;
  readonly last: boolean;
  readonly refusal: string | undefined;
}

/** What ending means for the one who leaves and for the organisation, and the button that does it. */
export function EndCorrespondentPage(props: EndCorrespondentPageProps): Html {
  const { organisation, person, themself, last, refusal } = props;
  const list = correspondentPaths.list(organisation.id);
  return (
    <div class="stack">
      {refusal && (
        <Alert tone="danger" title="Rien n’a été changé">
          {refusal}
        </Alert>
      )}
      <PageHeader
        title={themself ? 'Ne plus être correspondant' : 'Mettre fin au rôle d’un correspondant'}
        trail={[{ label: 'Correspondants', href: list }]}
        lead={
          themself
            ? 'Dès la page suivante, vous n’ouvrirez plus à ce titre les commandes de cet organisme, même celles que vous avez préparées.'
            : 'Dès sa prochaine page, cette personne n’ouvrira plus à ce titre les commandes de cet organisme, même celles qu’elle a préparées. Ce qu’elle a fait reste inscrit sous son nom.'
        }
      />
      <Summary
        rows={[
          { label: 'Organisme', value: organisation.name },
          { label: 'Correspondant', value: `${person.name || person.email}, ${person.email}` },
          { label: 'Depuis', value: <When at={person.since} as="long" /> },
        ]}
      />
      {last ? (
        <Alert
          tone="warning"
          title={themself ? 'Vous êtes le seul correspondant' : 'C’est le seul correspondant'}
        >
          {afterTheLast(organisation)}
        </Alert>
      ) : (
        <p>
          Les messages des commandes iront aux autres correspondants
          {themself && ', qui peuvent vous rendre ce rôle'}.
        </p>
      )}
      <Form action={correspondentPaths.end(organisation.id, person.id)}>
        {last && <Hidden name="last" value="oui" />}
        <Actions>
          <Button tone="danger">{themself ? 'Ne plus être correspondant' : 'Mettre fin au rôle'}</Button>
          <LinkButton href={list} variant="secondary">
            Ne rien changer
          </LinkButton>
        </Actions>
      </Form>
    </div>
  );
}

function afterTheLast({ buyer }: Represented): Child {
  return `Plus personne ne suivra ses commandes. Les messages de celles qui sont signées iront à leur signataire ; un brouillon commencé par ce correspondant expirera sans suite. Une prochaine commande examinée en désignera un autre, ou ${buyer.shortName} l’ajoutera. Ajoutez d’abord quelqu’un si une commande est en cours.`;
}

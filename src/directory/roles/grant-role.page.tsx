import { partyNames } from '#src/directory/parts.js';
import { capital } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  Card,
  Empty,
  ErrorSummary,
  Form,
  type FormError,
  type Html,
  PageHeader,
  RadioGroup,
  TextField,
} from '#src/platform/ui/index.js';
import { type GrantedPart, partsIn, type RoleBody } from './role.js';
import { rolePaths } from './role-paths.js';

const trail = [{ label: 'Rôles', href: rolePaths.list }];

interface ChooseBodyProps {
  /** The installation and the operators that one administers. */
  readonly offered: readonly RoleBody[];
  readonly words: string;
  /** Undefined until something was looked for. */
  readonly found: readonly RoleBody[] | undefined;
}

/** In which body: the operators at hand, any other by its name. */
export function ChooseBodyPage({ offered, words, found }: ChooseBodyProps): Html {
  return (
    <div class="stack">
      <PageHeader
        title="Accorder un rôle"
        trail={trail}
        lead="Choisissez l’organisme où la personne tiendra ce rôle."
      />
      {offered.length > 0 && (
        <Card title="Acteurs de la chaîne">
          <BodyLinks bodies={offered} />
        </Card>
      )}
      <Card title="Une collectivité ou un autre organisme">
        <search>
          <form class="filters" method="get" action={rolePaths.choose}>
            <TextField name="mots" label="Nom ou SIRET" type="search" value={words} />
            <Actions>
              <Button variant="secondary" icon="search">
                Chercher
              </Button>
            </Actions>
          </form>
        </search>
        {found && found.length > 0 && <BodyLinks bodies={found} />}
        {found?.length === 0 && (
          <Empty title="Aucun organisme de ce nom" icon="search">
            Vérifiez l’orthographe, ou cherchez par le numéro SIRET.
          </Empty>
        )}
      </Card>
    </div>
  );
}

function BodyLinks({ bodies }: { bodies: readonly RoleBody[] }): Html {
  return (
    <ul class="ds-list">
      {bodies.map(({ id, name }) => (
        <li>
          <a href={rolePaths.grant(id ?? 'installation')}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

const tasks: Readonly<Record<GrantedPart, string>> = {
  correspondent: 'Prépare les commandes de l’organisme et les suit.',
  'certification-agent': 'Prépare au nom de l’organisme et, où la politique le permet, reçoit les clés.',
  'purchasing-officer': 'Examine, contresigne et transmet les commandes.',
  'registration-officer': 'Juge les pièces des dossiers et les valide. Ouvre les pièces d’identité.',
  'delivery-officer': 'Reçoit les clés, prend les rendez-vous et remet en main propre.',
  accountant: 'Émet les factures et les suit.',
  administrator: 'Accorde les rôles et tient les réglages. N’ouvre aucune pièce d’identité.',
  auditor: 'Lit le journal et les chiffres, ne modifie rien.',
};

interface GrantRoleProps {
  readonly body: RoleBody;
  readonly typed: { readonly email: string; readonly name: string; readonly part: string };
  readonly errors: readonly FormError[];
}

/** To whom, and which of the parts that exist in this body. */
export function GrantRolePage({ body, typed, errors }: GrantRoleProps): Html {
  const errorOf = (field: string): string | undefined =>
    errors.find((error) => error.field === field)?.message;
  return (
    <div class="stack">
      <ErrorSummary errors={errors} />
      <PageHeader
        title="Accorder un rôle"
        trail={[...trail, { label: 'Choisir l’organisme', href: rolePaths.choose }]}
        lead={body.name}
      />
      <Form action={rolePaths.grant(body.id ?? 'installation')}>
        <RadioGroup
          name="role"
          legend="Rôle"
          value={typed.part}
          options={partsIn(body).map((part) => ({
            value: part,
            label: capital(partyNames[part]),
            hint: tasks[part],
          }))}
          error={errorOf('role')}
        />
        <TextField
          name="adresse"
          label="Adresse électronique de la personne"
          hint="Elle se connectera avec cette adresse. Préférez une adresse nominative."
          type="email"
          inputmode="email"
          maxlength={254}
          width="full"
          spellcheck={false}
          value={typed.email}
          error={errorOf('adresse')}
        />
        <TextField
          name="nom"
          label="Prénom et nom"
          hint="Si cette adresse est déjà connue, le nom que la personne s’est donné reste le sien."
          maxlength={120}
          width="full"
          value={typed.name}
          error={errorOf('nom')}
        />
        <Actions>
          <Button>Accorder le rôle</Button>
        </Actions>
      </Form>
    </div>
  );
}

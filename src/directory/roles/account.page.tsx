import { correspondentPaths } from '#src/directory/correspondents/correspondent-paths.js';
import { partyNames } from '#src/directory/parts.js';
import { longDate } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  Button,
  Card,
  ErrorSummary,
  Form,
  type FormError,
  type Html,
  PageHeader,
  Summary,
  TextField,
} from '#src/platform/ui/index.js';
import { rolePaths } from './role-paths.js';
import type { RoleRow } from './role-store.js';

interface AccountPageProps {
  readonly email: string;
  readonly typed: { readonly name: string; readonly phone: string };
  readonly roles: readonly RoleRow[];
  readonly errors: readonly FormError[];
  readonly saved: boolean;
}

/** Somebody's own name and telephone, and what they may do here. */
export function AccountPage({ email, typed, roles, errors, saved }: AccountPageProps): Html {
  const errorOf = (field: string): string | undefined =>
    errors.find((error) => error.field === field)?.message;
  return (
    <div class="stack">
      <ErrorSummary errors={errors} />
      {saved && <Alert tone="success">Vos coordonnées sont enregistrées.</Alert>}
      <PageHeader title="Mon compte" lead={`Vous vous connectez avec l’adresse ${email}.`} />
      <Form action={rolePaths.account}>
        <TextField
          name="nom"
          label="Prénom et nom"
          autocomplete="name"
          maxlength={120}
          width="full"
          value={typed.name}
          error={errorOf('nom')}
        />
        <TextField
          name="telephone"
          label="Téléphone professionnel"
          type="tel"
          autocomplete="tel"
          maxlength={30}
          value={typed.phone}
          error={errorOf('telephone')}
          optional
        />
        <Actions>
          <Button>Enregistrer</Button>
        </Actions>
      </Form>
      <Card title="Mes rôles">
        {roles.length > 0 ? (
          <Summary
            rows={roles.map((role) => ({
              label: role.bodyName ?? 'L’installation',
              value: <RoleHeld role={role} />,
            }))}
          />
        ) : (
          <p class="soft">
            Aucun rôle ne vous est accordé. Vous pouvez préparer une commande pour votre organisme. Les
            dossiers où vous êtes attendu restent accessibles par leur lien.
          </p>
        )}
      </Card>
    </div>
  );
}

/** A correspondent says who the others are. */
function RoleHeld({ role }: { role: RoleRow }): Html {
  const words = `${partyNames[role.part]}, depuis le ${longDate(role.grantedAt)}`;
  if (role.part !== 'correspondent' || role.body === null) return <>{words}</>;
  return (
    <>
      {words}
      <br />
      <a href={correspondentPaths.list(role.body)}>
        Correspondants<span class="ds-sr-only"> de {role.bodyName}</span>
      </a>
    </>
  );
}

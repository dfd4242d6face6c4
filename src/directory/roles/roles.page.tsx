import { grantedParts, partyNames } from '#src/directory/parts.js';
import { ofName, shortDate } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  Button,
  type Child,
  EmailAddress,
  Form,
  type Html,
  isFiltered,
  LinkButton,
  ListFilters,
  ListTable,
  type ListView,
  NoneFound,
  PageHeader,
  SelectField,
  Summary,
  Tag,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import { rolePaths } from './role-paths.js';
import type { RoleRow } from './role-store.js';

interface RolesPageProps {
  readonly list: ListView<RoleRow>;
  readonly now: Date;
  readonly done: 'granted' | 'ended' | undefined;
}

const filters = ['mots', 'role', 'etat'];

/** Who plays which part where, since when and by whose hand. */
export function RolesPage({ list, now, done }: RolesPageProps): Html {
  const { query } = list;
  const ended = query.get('etat') === 'termines';
  const filtered = isFiltered(query, filters);
  return (
    <div class="stack">
      {done === 'granted' && <Alert tone="success">Le rôle est accordé, dès maintenant.</Alert>}
      {done === 'ended' && <Alert tone="success">Le rôle a pris fin, dès maintenant.</Alert>}
      <PageHeader
        title="Rôles"
        lead="Qui fait quoi, dans quel organisme. Chaque rôle accordé ou terminé est inscrit au journal."
        aside={<LinkButton href={rolePaths.choose}>Accorder un rôle</LinkButton>}
      />
      <ListFilters list={list} names={filters}>
        <TextField
          name="mots"
          label="Personne ou organisme"
          type="search"
          value={query.get('mots')}
          maxlength={100}
          optional
        />
        <SelectField
          name="role"
          label="Rôle"
          placeholder="Tous"
          value={query.get('role')}
          options={grantedParts.map((part) => ({ value: part, label: partyNames[part] }))}
          optional
        />
        <SelectField
          name="etat"
          label="État"
          placeholder="En vigueur"
          value={query.get('etat')}
          options={[{ value: 'termines', label: 'Terminés' }]}
          optional
        />
      </ListFilters>
      <ListTable
        list={list}
        noun={['rôle', 'rôles']}
        id="roles"
        caption={ended ? 'Rôles terminés' : 'Rôles en vigueur'}
        columns={[
          { key: 'personne', label: 'Personne', cell: (role) => <Person role={role} /> },
          { key: 'role', label: 'Rôle', cell: (role) => <Tag>{partyNames[role.part]}</Tag> },
          { key: 'organisme', label: 'Organisme', cell: (role) => role.bodyName ?? 'L’installation' },
          {
            key: 'depuis',
            label: 'Accordé',
            sortable: true,
            cell: (role) => <Moment at={role.grantedAt} by={role.grantedBy ?? 'l’installation'} now={now} />,
          },
          {
            key: 'fin',
            label: ended ? 'Terminé' : 'Action',
            cell: (role) =>
              role.endedAt ? (
                <Moment at={role.endedAt} by={role.endedBy ?? 'l’installation'} now={now} />
              ) : (
                <a href={rolePaths.end(role.id)}>
                  {'Mettre\u00a0fin'}
                  <span class="ds-sr-only">
                    {' '}
                    au rôle {ofName(partyNames[role.part])} {ofName(role.name)}
                  </span>
                </a>
              ),
          },
        ]}
        empty={
          <NoneFound
            filtered={filtered}
            icon="person"
            hidden={['Aucun rôle ne répond à ces filtres', 'Vérifiez l’orthographe, ou effacez les filtres.']}
            none={[
              'Aucun rôle n’est accordé',
              'Accordez le premier : la personne pourra agir dès sa prochaine connexion.',
            ]}
          />
        }
      />
    </div>
  );
}

function Person({ role }: { role: RoleRow }): Html {
  return (
    <>
      {role.name || role.email}
      {role.name && (
        <>
          <br />
          <span class="soft">
            <EmailAddress of={role.email} />
          </span>
        </>
      )}
    </>
  );
}

function Moment({ at, by, now }: { at: Date; by: Child; now: Date }): Html {
  return (
    <>
      <When at={at} now={now} as="short" />
      <br />
      <span class="soft">par {by}</span>
    </>
  );
}

/** What ending means, and the button that does it. */
export function EndRolePage({ role, refusal }: { role: RoleRow; refusal?: string | undefined }): Html {
  return (
    <div class="stack">
      {refusal && (
        <Alert tone="danger" title="Le rôle n’a pas pris fin">
          {refusal}
        </Alert>
      )}
      <PageHeader
        title="Mettre fin à un rôle"
        trail={[{ label: 'Rôles', href: rolePaths.list }]}
        lead="La personne ne pourra plus agir à ce titre dès sa prochaine page. Ce qu’elle a fait reste inscrit sous son nom."
      />
      <Summary
        rows={[
          { label: 'Personne', value: `${role.name || role.email}, ${role.email}` },
          { label: 'Rôle', value: partyNames[role.part] },
          { label: 'Organisme', value: role.bodyName ?? 'L’installation' },
          {
            label: 'Accordé',
            value: `le ${shortDate(role.grantedAt)} par ${role.grantedBy ?? 'l’installation'}`,
          },
        ]}
      />
      <Form action={rolePaths.end(role.id)}>
        <Actions>
          <Button tone="danger">Mettre fin au rôle</Button>
          <LinkButton href={rolePaths.list} variant="secondary">
            Ne rien changer
          </LinkButton>
        </Actions>
      </Form>
    </div>
  );
}

import { siret } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  DataTable,
  Empty,
  type Html,
  LinkButton,
  PageHeader,
  Tag,
  TextField,
} from '#src/platform/ui/index.js';
import { organisationKinds } from './organisation-kinds.js';
import { organisationPaths } from './organisation-paths.js';
import type { Organisation } from './organisations.js';
import type { Found } from './search-organisations.js';

interface FinderProps {
  readonly query: string;
  readonly found: Found | undefined;
}

/** The question, then those who answer it. A GET form: it works without a script, and its address can be kept. */
function OrganisationFinder({ query, found }: FinderProps): Html {
  return (
    <>
      <search>
        <form class="form" method="get" action={organisationPaths.search}>
          <TextField
            name="q"
            type="search"
            label={'Quel organisme\u202f?'}
            hint="Son nom, même approché, son code postal, ou son numéro SIRET ou SIREN."
            value={query}
            width="full"
            maxlength={200}
            autocomplete="organization"
          />
          <Actions>
            <Button variant={found?.organisations.length ? 'secondary' : 'primary'}>Rechercher</Button>
          </Actions>
        </form>
      </search>
      {found && found.wanted.by !== 'nothing' && <Results found={found} query={query} />}
      {found?.wanted.by === 'nothing' && query.trim() !== '' && (
        <p role="status">Écrivez au moins deux lettres du nom, ou un code postal à cinq chiffres.</p>
      )}
    </>
  );
}

function Results({ found, query }: { found: Found; query: string }): Html {
  const { organisations, more } = found;
  if (organisations.length === 0) {
    return (
      <Empty
        title={`Aucun organisme ne répond à «\u00a0${query}\u00a0»`}
        icon="search"
        action={
          <LinkButton href={organisationPaths.add} variant="secondary">
            Ajouter un organisme
          </LinkButton>
        }
      >
        Vérifiez l’orthographe ou cherchez par code postal. S’il ne figure pas dans l’annuaire, ajoutez-le.
      </Empty>
    );
  }
  return (
    <>
      <DataTable
        id="organismes"
        caption={more ? 'Les 20 premiers organismes trouvés' : 'Organismes trouvés'}
        captionShown
        columns={[
          {
            key: 'nom',
            label: 'Organisme',
            cell: (organisation) => (
              <>
                <a href={organisationPaths.organisation(organisation.id)}>{organisation.name}</a>{' '}
                <Marks organisation={organisation} />
              </>
            ),
          },
          { key: 'nature', label: 'Nature', cell: ({ kind }) => organisationKinds[kind].label },
          { key: 'lieu', label: 'Ville', cell: ({ postalCode, city }) => `${postalCode} ${city}` },
          { key: 'siret', label: 'SIRET', cell: ({ siret: number }) => (number ? siret(number) : 'inconnu') },
        ]}
        rows={organisations}
        empty=""
      />
      <p class="soft" role="status">
        {more && <>D’autres répondent aussi{'\u202f'}: complétez le nom, ou cherchez par code postal. </>}
        Il n’y est pas{'\u202f'}? <a href={organisationPaths.add}>Ajouter un organisme</a>
      </p>
    </>
  );
}

/** What is not certain about an organisation, in words. */
export function Marks({ organisation }: { organisation: Organisation }): Html {
  return (
    <>
      {organisation.unconfirmed && <Tag tone="warning">À confirmer</Tag>}
      {organisation.siretPresumed && <Tag>SIRET présumé</Tag>}
    </>
  );
}

/** Where one looks for an organisation, finds it or adds it. */
export function FindOrganisationPage({ query, found, officer }: FinderProps & { officer: boolean }): Html {
  return (
    <div class="stack">
      <PageHeader
        title="Organismes"
        lead="Communes, intercommunalités et établissements publics que sert cette installation."
        aside={
          officer && (
            <LinkButton href={organisationPaths.unsettled} variant="secondary">
              À confirmer
            </LinkButton>
          )
        }
      />
      <OrganisationFinder query={query} found={found} />
    </div>
  );
}

import { correspondentPaths } from '#src/directory/correspondents/correspondent-paths.js';
import { siret } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  Card,
  Form,
  Hidden,
  type Html,
  LinkButton,
  ListFilters,
  ListTable,
  type ListView,
  NoneFound,
  PageHeader,
  Summary,
  TextField,
} from '#src/platform/ui/index.js';
import { Marks } from './find-organisation.page.js';
import { organisationKinds } from './organisation-kinds.js';
import { organisationPaths } from './organisation-paths.js';
import type { Organisation } from './organisations.js';
import { differingFields } from './vouch-for-organisation.js';

export interface Difference {
  readonly field: keyof typeof differingFields;
  readonly typed: string;
  readonly registered: string;
}

interface OrganisationPageProps {
  readonly organisation: Organisation;
  readonly deliveryCentre: string | undefined;
  readonly differences: readonly Difference[];
  /** Purchasing officers vouch for what was typed. */
  readonly officer: boolean;
  /** They may say who its correspondents are. */
  readonly represents: boolean;
}

const trail = [{ label: 'Organismes', href: organisationPaths.search }];

export function OrganisationPage(props: OrganisationPageProps): Html {
  const { organisation, deliveryCentre, differences, officer, represents } = props;
  const presumed = ' (présumé, à confirmer par l’organisme)';
  return (
    <div class="stack">
      <PageHeader title={organisation.name} trail={trail} aside={<Marks organisation={organisation} />} />
      <Card
        title="Ce que l’annuaire en sait"
        actions={
          <>
            <Form action={organisationPaths.order}>
              <Hidden name="organisation" value={organisation.id} />
              <Button>Commander des certificats</Button>
            </Form>
            {represents && (
              <LinkButton variant="secondary" href={correspondentPaths.list(organisation.id)}>
                Correspondants
              </LinkButton>
            )}
          </>
        }
      >
        <Summary
          rows={[
            { label: 'Nature', value: organisationKinds[organisation.kind].label },
            {
              label: 'SIRET',
              value: organisation.siret
                ? siret(organisation.siret) + (organisation.siretPresumed ? presumed : '')
                : 'inconnu',
            },
            { label: 'Adresse', value: organisation.address || 'à indiquer en commandant' },
            {
              label: 'Ville',
              value: `${organisation.postalCode} ${organisation.city}${organisation.placePresumed ? presumed : ''}`,
            },
            { label: 'Centre de délivrance', value: deliveryCentre ?? 'aucun pour ce département' },
          ]}
        />
      </Card>
      {officer && organisation.unconfirmed && (
        <Card title="Confirmer cet organisme">
          <p>
            Saisi à la main, il n’est trouvé que de la personne qui l’a ajouté. Vérifiez son SIRET au registre
            Sirene, puis confirmez-le.
          </p>
          <Form action={organisationPaths.confirm(organisation.id)}>
            <Actions>
              <Button>Confirmer l’organisme</Button>
            </Actions>
          </Form>
        </Card>
      )}
      {officer && differences.map((difference) => <Settle id={organisation.id} difference={difference} />)}
    </div>
  );
}

function Settle({ id, difference }: { id: string; difference: Difference }): Html {
  const label = differingFields[difference.field];
  return (
    <Card title={`${label}\u202f: le registre dit autre chose`}>
      <Summary
        rows={[
          { label: 'Saisi', value: difference.typed },
          { label: 'Au registre', value: difference.registered },
        ]}
      />
      <Form action={organisationPaths.settle(id)} label={`Écart\u202f: ${label}`}>
        <Hidden name="field" value={difference.field} />
        <Actions>
          <Button name="keep" value="registered">
            Prendre celui du registre
          </Button>
          <Button name="keep" value="typed" variant="secondary">
            Garder ce qui est saisi
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}

type Unsettled = Organisation & { readonly differences: number };

/** What purchasing officers have to look at: typed by hand, or at odds with the register. */
export function UnsettledPage({ list }: { list: ListView<Unsettled> }): Html {
  const text = list.query.get('q');
  return (
    <div class="stack">
      <PageHeader
        title="Organismes à confirmer"
        trail={trail}
        lead="Saisis à la main, ou décrits autrement par le registre. Aucun n’empêche une commande."
      />
      <ListFilters list={list} names={['q']}>
        <TextField name="q" type="search" label="Nom" value={text} maxlength={100} optional />
      </ListFilters>
      <ListTable
        list={list}
        noun={['organisme', 'organismes']}
        id="organismes"
        caption="Organismes à confirmer"
        columns={[
          {
            key: 'nom',
            label: 'Organisme',
            cell: ({ id, name }) => <a href={organisationPaths.organisation(id)}>{name}</a>,
          },
          { key: 'siret', label: 'SIRET', cell: (each) => (each.siret ? siret(each.siret) : 'inconnu') },
          { key: 'ville', label: 'Ville', cell: (each) => `${each.postalCode} ${each.city}` },
          {
            key: 'etat',
            label: 'À faire',
            cell: ({ unconfirmed, differences }) =>
              [
                unconfirmed && 'confirmer',
                differences > 0 && `régler ${differences} écart${differences > 1 ? 's' : ''}`,
              ]
                .filter(Boolean)
                .join(', '),
          },
        ]}
        empty={
          <NoneFound
            filtered={Boolean(text)}
            icon="check"
            hidden={['Aucun organisme ne correspond', 'Vérifiez l’orthographe, ou effacez la recherche.']}
            none={['Aucun organisme n’est à confirmer', 'Ceux qui sont saisis à la main figureront ici.']}
          />
        }
      />
    </div>
  );
}

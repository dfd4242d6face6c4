import {
  BulkActions,
  Button,
  DataTable,
  Empty,
  Filters,
  Grid,
  type Html,
  PageHeader,
  Pagination,
  SelectField,
  Shares,
  Tag,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import { now } from './shell.js';

const people = [
  {
    id: '1',
    name: 'Maël Fictif',
    body: 'Commune d’Acigné',
    state: 'À contrôler',
    tone: 'warning',
    at: '2026-11-21',
    count: 3,
  },
  {
    id: '2',
    name: 'Rozenn Démo-Prototype',
    body: 'Communauté de communes du Pays de la Roche aux Fées',
    state: 'Pièce à remplacer',
    tone: 'danger',
    at: '2026-11-18',
    count: 12,
  },
  {
    id: '3',
    name: 'Yann Exemple',
    body: 'Commune de Noyal-sur-Vilaine',
    state: 'Validé',
    tone: 'success',
    at: '2026-11-23',
    count: 1,
  },
  {
    id: '4',
    name: 'Katell Žižková',
    body: 'Syndicat des eaux',
    state: 'Dossier ouvert',
    tone: 'info',
    at: '2026-11-24',
    count: 0,
  },
] as const;

/** A daily list: shares, filters, table, bulk acts, pages. */
export function ListPage({ empty }: { empty: boolean }): Html {
  const query = new URLSearchParams('etat=ouverts&tri=depot&sens=desc');
  return (
    <>
      <PageHeader title="À contrôler" lead="14 dossiers, le plus ancien déposé il y a 6 jours." />
      <Shares
        label="État de tous les dossiers"
        shares={[
          { label: 'Validés', count: 212, tone: 1, href: '#' },
          { label: 'Ouverts', count: 46, tone: 2, href: '#' },
          { label: 'À contrôler', count: 14, tone: 3, href: '#' },
          { label: 'En attente', count: 9, tone: 4, href: '#' },
          { label: 'Pièce refusée', count: 6, tone: 5, href: '#' },
        ]}
      />
      <Filters action="/dossiers" clear="/dossiers">
        <TextField name="q" type="search" label="Nom ou commande" optional={false} value="" />
        <SelectField
          name="etat"
          label="État"
          value="ouverts"
          options={[
            { value: '', label: 'Tous' },
            { value: 'ouverts', label: 'Ouverts' },
          ]}
        />
        <SelectField name="organisme" label="Organisme" options={[{ value: '', label: 'Tous' }]} />
      </Filters>
      <DataTable
        id="dossiers"
        caption="Dossiers à contrôler"
        path="/dossiers"
        query={query}
        sort={{ key: 'depot', down: true }}
        select={{ name: 'dossier', form: 'lot', value: (row) => row.id, label: (row) => row.name }}
        columns={[
          {
            key: 'titulaire',
            label: 'Titulaire',
            sortable: true,
            cell: (row) => <a href={`/dossiers/${row.id}`}>{row.name}</a>,
          },
          { key: 'organisme', label: 'Organisme', sortable: true, cell: (row) => row.body },
          { key: 'etat', label: 'État', cell: (row) => <Tag tone={row.tone}>{row.state}</Tag> },
          {
            key: 'depot',
            label: 'Déposé',
            sortable: true,
            cell: (row) => <When at={row.at} now={now} as="day" />,
          },
          { key: 'pieces', label: 'Pièces', sortable: true, numeric: true, cell: (row) => row.count },
        ]}
        rows={empty ? [] : people}
        empty={<Empty title="Tout est contrôlé">Le prochain dossier déposé apparaîtra ici.</Empty>}
      />
      {!empty && (
        <BulkActions form="lot" action="/dossiers/lot">
          <Button name="acte" value="relancer">
            Relancer
          </Button>
          <Button name="acte" value="exporter" variant="secondary" icon="download">
            Exporter
          </Button>
        </BulkActions>
      )}
      <Grid>
        <Empty title="Rien ne vous attend" icon="check" />
        <Empty title="Aucun message" icon="mail" />
      </Grid>
      <Pagination previous="#" next="#" words="50 sur 1 234 dossiers" />
    </>
  );
}

import { siret } from '#src/platform/french/french.js';
import {
  Actions,
  Card,
  Columns,
  DataTable,
  type Html,
  LinkButton,
  Money,
  PageHeader,
  Panel,
  Relay,
  type RelayCell,
  Thread,
  When,
} from '#src/platform/ui/index.js';
import { now } from './shell.js';

const on = (date: string) => <When at={date} now={now} as="short" />;
const done = (words: string, date: string, where = ''): RelayCell => ({
  state: 'done',
  words,
  detail: (
    <>
      {where}
      {on(date)}
    </>
  ),
});
const start = [done('Signée', '2026-11-10'), done('Transmise', '2026-11-12')];
const next: RelayCell = { state: 'waiting', words: 'Ensuite' };
const choose: RelayCell = { state: 'current', words: 'Horaire à choisir', detail: 'à vous' };

const lines = [
  {
    label: 'Certificat RGS**, 3 ans, clé USB',
    who: 'facturé par Mégalis Bretagne après la remise',
    count: 3,
    excl: 36_000,
    incl: 43_200,
  },
  {
    label: 'Remise sur place, une heure',
    who: 'facturée par le CDG 35, délibération nᵒ 13-61',
    count: 1,
    excl: null,
    incl: 8_200,
  },
];

/** The correspondent's view of an order. */
export function OrderPage(): Html {
  return (
    <>
      <PageHeader
        trail={[{ label: 'Commandes', href: '#' }]}
        place="2026-35-0142"
        title="Commande de 3 certificats"
        lead={
          <>
            Commune d’Acigné · SIRET {siret('21350001000016')} · transmise le <When at="2026-11-12" />
          </>
        }
      />
      <Panel
        turn="yours"
        icon="calendar"
        title="C’est à vous : choisissez l’heure du rendez-vous"
        since="Depuis hier"
        until="à faire avant le 30 novembre"
        action={<LinkButton href="#">Choisir un horaire</LinkButton>}
      >
        Le CDG 35 propose trois horaires pour Gwenaëlle et Yann, à la mairie.
      </Panel>
      <Relay
        caption="Où en est chaque titulaire"
        who="Titulaire"
        steps={['Commande signée', 'Mégalis et AC', 'Dossier et CCI', 'Convocation', 'Remise']}
        lanes={[
          {
            name: 'Gwenaëlle Essai',
            href: '#',
            detail: 'Directrice générale des services',
            cells: [
              ...start,
              done('Validé', '2026-11-20', 'CCI de Rennes, '),
              done('Convoquée', '2026-11-20'),
              choose,
            ],
          },
          {
            name: 'Yann Exemple',
            href: '#',
            detail: 'Maire',
            cells: [
              ...start,
              done('Validé', '2026-11-22', 'CCI de Rennes, '),
              done('Convoqué', '2026-11-22'),
              choose,
            ],
          },
          {
            name: 'Maël Fictif',
            href: '#',
            detail: 'Responsable des finances',
            cells: [
              ...start,
              { state: 'blocked', words: '1 pièce à remplacer', detail: 'à Maël, depuis 3 jours' },
              next,
              next,
            ],
          },
        ]}
      />
      <Columns
        aside={
          <Card title="Le fil" actions={<a href="#tout">Tout le fil</a>}>
            <Thread
              now={now}
              items={[
                { at: new Date('2026-11-23T15:20:00Z'), text: 'Le CDG 35 propose trois horaires' },
                { at: new Date('2026-11-22T08:02:00Z'), text: 'La CCI valide le dossier de Yann Exemple' },
                {
                  at: new Date('2026-11-21T10:45:00Z'),
                  text: 'La CCI demande à Maël Fictif de remplacer sa pièce d’identité',
                  detail: '« Une face manque »',
                },
                {
                  at: new Date('2026-11-12T13:10:00Z'),
                  text: 'Mégalis Bretagne transmet à l’AC, référence TEST-88213',
                },
              ]}
            />
          </Card>
        }
      >
        <Card title="Ce qui a été commandé">
          <DataTable
            id="lignes"
            caption="Lignes de la commande"
            columns={[
              {
                key: 'designation',
                label: 'Désignation',
                cell: (line) => (
                  <>
                    {line.label}
                    <br />
                    <span class="soft small">{line.who}</span>
                  </>
                ),
              },
              { key: 'quantite', label: 'Quantité', numeric: true, cell: (line) => line.count },
              {
                key: 'ht',
                label: 'HT',
                numeric: true,
                cell: (line) => (line.excl === null ? '—' : <Money cents={line.excl} />),
              },
              { key: 'ttc', label: 'TTC', numeric: true, cell: (line) => <Money cents={line.incl} /> },
            ]}
            rows={lines}
            empty="Rien"
          />
          <Actions>
            <LinkButton href="#" variant="secondary" icon="download">
              Bon de commande signé (PDF)
            </LinkButton>
            <LinkButton href="#" variant="tertiary">
              Demande de mission (PDF)
            </LinkButton>
          </Actions>
        </Card>
      </Columns>
    </>
  );
}

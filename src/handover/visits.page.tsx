import { appointment, plural } from '#src/platform/french.js';
import {
  Actions,
  Alert,
  Button,
  Card,
  DataTable,
  Empty,
  Filters,
  type Html,
  LinkButton,
  PageHeader,
  SelectField,
  Stack,
  Tag,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import { type FileFacts, fileTable, holderName } from '#src/registration/index.js';
import { handoverPaths } from './paths.js';
import { type ListedVisit, type VisitList, visitLists, type WaitingGroup } from './visit-lists.js';

export interface VisitsView {
  readonly list: VisitList;
  readonly search: string;
  readonly groups: readonly WaitingGroup[];
  readonly visits: readonly ListedVisit[];
  readonly more: boolean;
  readonly now: Date;
}

/** Whom to arrange a visit with, organisation by organisation, the longest wait first; or the visits agreed. */
export function VisitsPage({ view }: { view: VisitsView }): Html {
  const { list, search, groups, visits, now } = view;
  const holders = groups.reduce((count, group) => count + group.files.length, 0);
  return (
    <Stack>
      <PageHeader
        title="Rendez-vous"
        lead={
          list.key === 'fixes'
            ? plural(visits.length, 'rendez-vous', 'rendez-vous')
            : `${list.label} : ${plural(holders, 'titulaire')}`
        }
        aside={
          <LinkButton href={handoverPaths.agenda()} variant="secondary" icon="calendar">
            Mon agenda
          </LinkButton>
        }
      />
      <Filters
        action={handoverPaths.visits}
        clear={search || list.key !== 'convenir' ? handoverPaths.visits : undefined}
      >
        <SelectField
          name="liste"
          label="Liste"
          value={list.key}
          options={visitLists.map(({ key, label }) => ({ value: key, label }))}
        />
        <TextField
          name="q"
          type="search"
          label="Organisme ou titulaire"
          optional
          value={search}
          maxlength={100}
        />
      </Filters>
      {view.more && (
        <Alert>Les plus anciens sont affichés. Cherchez un organisme pour voir les autres.</Alert>
      )}
      {list.key === 'fixes' ? (
        <Agreed visits={visits} now={now} search={search} />
      ) : groups.length === 0 ? (
        <Empty title={search ? 'Aucun titulaire ne correspond.' : 'Rien ne vous attend ici.'}>
          {search
            ? 'Vérifiez l’orthographe, ou choisissez une autre liste.'
            : 'Un titulaire arrive ici dès que son dossier est validé et que sa clé est au centre.'}
        </Empty>
      ) : (
        groups.map((group) => <Group group={group} list={list} now={now} />)
      )}
    </Stack>
  );
}

function Group({ group, list, now }: { group: WaitingGroup; list: VisitList; now: Date }): Html {
  const form = `organisme-${group.organisationId}`;
  const arrange = list.key === 'convenir';
  const several = group.files.length > 1;
  return (
    <Card
      title={group.name}
      aside={several ? <Tag>{plural(group.files.length, 'titulaire')}</Tag> : undefined}
    >
      <DataTable
        id={`${form}-titulaires`}
        caption={`Titulaires de ${group.name}`}
        rows={group.files}
        {...(arrange && several
          ? {
              select: {
                name: 'dossier',
                form,
                value: (file: FileFacts) => file.id,
                label: (file: FileFacts) => holderName(file),
              },
            }
          : {})}
        columns={[
          {
            key: 'titulaire',
            label: 'Titulaire',
            cell: (file) => <a href={handoverPaths.ofFile(file.id)}>{holderName(file)}</a>,
          },
          { key: 'fonction', label: 'Fonction', cell: (file) => file.function },
          { key: 'commande', label: 'Commande', cell: (file) => file.order_number },
          { key: 'etat', label: 'État', cell: (file) => stateOf(file) },
          { key: 'depuis', label: 'Depuis', cell: (file) => <When at={file.since} now={now} as="day" /> },
        ]}
        empty={null}
      />
      {arrange && (
        <form id={form} method="get" action={handoverPaths.propose} aria-label={`Rendez-vous, ${group.name}`}>
          {!several && <input type="hidden" name="dossier" value={group.files[0]?.id ?? ''} />}
          <Actions>
            <Button variant="secondary" icon="calendar">
              Proposer des horaires
            </Button>
            <Button variant="tertiary" icon="phone" formaction={handoverPaths.fix}>
              Fixer par téléphone
            </Button>
            {several && <span class="soft">Sans choix, tous sont invités.</span>}
          </Actions>
          {several && <input type="hidden" name="organisme" value={group.organisationId} />}
        </form>
      )}
    </Card>
  );
}

function stateOf(file: FileFacts): string {
  if (file.state === 'validated' && !file.token_ready) {
    return file.certificate_state === 'requested' ? 'certificat attendu' : 'clé attendue';
  }
  return fileTable.words[file.state].replace('validé, ', '');
}

function Agreed(props: { visits: readonly ListedVisit[]; now: Date; search: string }): Html {
  const { visits, now } = props;
  return (
    <DataTable
      id="rendez-vous"
      caption="Rendez-vous fixés"
      rows={visits}
      columns={[
        {
          key: 'quand',
          label: 'Quand',
          cell: (visit) => (
            <>
              <a href={handoverPaths.visit(visit.id)}>{appointment(visit.starts_at ?? now)}</a>
              {visit.ends_at && visit.ends_at < now && (
                <>
                  {' '}
                  <Tag tone="warning">à noter</Tag>
                </>
              )}
            </>
          ),
        },
        { key: 'organisme', label: 'Organisme', cell: (visit) => visit.organisation_name },
        { key: 'titulaires', label: 'Titulaires', cell: (visit) => (visit.holders ?? []).join(', ') },
        { key: 'lieu', label: 'Lieu', cell: (visit) => visit.place },
        { key: 'agent', label: 'Agent', cell: (visit) => visit.officer },
      ]}
      empty={
        <Empty title="Aucun rendez-vous fixé." icon="calendar">
          Proposez des horaires depuis la liste « À convenir ».
        </Empty>
      }
    />
  );
}

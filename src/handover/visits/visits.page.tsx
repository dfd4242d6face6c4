import { handoverPaths } from '#src/handover/paths.js';
import { appointment, capital, plural } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  Card,
  type Child,
  DataTable,
  Empty,
  type Html,
  LinkButton,
  ListChoice,
  ListCount,
  ListPages,
  ListTable,
  type ListView,
  PageHeader,
  Stack,
  Tag,
  When,
} from '#src/platform/ui/index.js';
import { type FileFacts, fileTable, holderName } from '#src/registration/index.js';
import { type ListedVisit, type VisitList, visitLists } from './visit-lists.js';
import { mostShown, type WaitingGroup } from './waiting-holders.js';

interface ListProps<Row> {
  readonly list: ListView<Row>;
  readonly text: string;
  readonly now: Date;
}

/** Whom to arrange a visit with, organisation by organisation, the longest wait first. */
export function WaitingHoldersPage(props: ListProps<WaitingGroup> & { readonly shown: VisitList }): Html {
  const { list, shown, text, now } = props;
  const holders = list.page.rows.flatMap(({ files }) => files);
  return (
    <VisitsPage list={list} shown={shown} text={text}>
      {holders.length === 0 ? (
        <Empty title={text ? 'Aucun titulaire ne correspond' : 'Rien ne vous attend ici'} icon="calendar">
          {text
            ? 'Vérifiez l’orthographe, ou choisissez une autre liste.'
            : 'Un titulaire arrive ici dès que son dossier est validé et que sa clé est au centre.'}
        </Empty>
      ) : (
        <div class="list">
          <ListCount
            list={{ page: { ...list.page, rows: holders }, total: list.total }}
            noun={['titulaire', 'titulaires']}
          />
          {list.page.rows.map((group) => (
            <Group group={group} list={shown} now={now} />
          ))}
          <ListPages list={list} />
        </div>
      )}
    </VisitsPage>
  );
}

function VisitsPage(props: {
  list: ListView<unknown>;
  shown: VisitList;
  text: string;
  children: Child;
}): Html {
  const { list, shown, text, children } = props;
  return (
    <Stack>
      <PageHeader
        title="Rendez-vous"
        lead={shown.about}
        aside={
          <LinkButton href={handoverPaths.agenda()} variant="secondary" icon="calendar">
            Mon agenda
          </LinkButton>
        }
      />
      <ListChoice
        list={list}
        lists={visitLists}
        chosen={shown}
        label="Organisme, titulaire ou commande"
        text={text}
      />
      {children}
    </Stack>
  );
}

function Group({ group, list, now }: { group: WaitingGroup; list: VisitList; now: Date }): Html {
  const form = `organisme-${group.organisationId}`;
  const arrange = list.key === 'convenir';
  const several = group.files.length > 1;
  return (
    <Card title={group.name} aside={several ? <Tag>{holdersShown(group.files.length)}</Tag> : undefined}>
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
          { key: 'etat', label: 'État', cell: (file) => capital(stateOf(file)) },
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

function holdersShown(count: number): string {
  return count < mostShown ? plural(count, 'titulaire') : `Les ${count} plus anciens`;
}

function stateOf(file: FileFacts): string {
  if (file.state === 'validated' && !file.token_ready) {
    return file.certificate_state === 'requested' ? 'certificat attendu' : 'clé attendue';
  }
  return fileTable.words[file.state].replace('validé, ', '');
}

/** The visits agreed, the first to come first; those past and not told of yet stand before them. */
export function AgreedVisitsPage({ list, text, now }: ListProps<ListedVisit>): Html {
  const shown = visitLists[3];
  return (
    <VisitsPage list={list} shown={shown} text={text}>
      <ListTable
        list={list}
        noun={['rendez-vous', 'rendez-vous']}
        id="rendez-vous"
        caption="Rendez-vous fixés"
        columns={[
          {
            key: 'quand',
            label: 'Quand',
            sortable: true,
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
          <Empty title={text ? 'Aucun rendez-vous ne correspond' : 'Aucun rendez-vous fixé'} icon="calendar">
            {text
              ? 'Vérifiez l’orthographe, ou effacez la recherche.'
              : 'Proposez des horaires depuis la liste « À convenir ».'}
          </Empty>
        }
      />
    </VisitsPage>
  );
}

import {
  Alert,
  Button,
  Empty,
  type Html,
  isFiltered,
  ListFilters,
  ListTable,
  type ListView,
  PageHeader,
  SelectField,
  Tag,
  When,
} from '#src/platform/ui/index.js';
import type { FailedJob } from './job-store.js';

export const jobPaths = {
  list: '/travaux',
  retry: (job: Pick<FailedJob, 'queue' | 'id'>): string =>
    `/travaux/${encodeURIComponent(job.queue)}/${job.id}/reprise`,
} as const;

/** The one form whose buttons stand in the rows. */
const form = 'relance';

interface FailedJobsProps {
  readonly list: ListView<FailedJob>;
  readonly now: Date;
  readonly retried: boolean;
}

/** What could not be done in the background: why, and the button that has it done again. */
export function FailedJobsPage({ list, now, retried }: FailedJobsProps): Html {
  const filtered = isFiltered(list.query, ['etat']);
  return (
    <div class="stack">
      {retried && (
        <Alert tone="success">Le travail est relancé. S’il échoue de nouveau, il reviendra ici.</Alert>
      )}
      <PageHeader
        title="Travaux en échec"
        lead="Envois, suites d’une étape et tâches du calendrier qui n’ont pas abouti. Ce qui peut l’être est réessayé tout seul, de plus en plus rarement."
      />
      {list.page.rows.some((job) => job.state === 'failed') && (
        <form id={form} method="post" action={jobPaths.list} data-once></form>
      )}
      <ListFilters list={list} names={['etat']}>
        <SelectField
          name="etat"
          label="État"
          placeholder="Tous"
          value={list.query.get('etat')}
          options={[
            { value: 'failed', label: 'Abandonnés' },
            { value: 'retry', label: 'À réessayer' },
          ]}
          optional
        />
      </ListFilters>
      <ListTable
        list={list}
        noun={['travail', 'travaux']}
        id="travaux"
        caption="Travaux en échec"
        columns={[
          { key: 'travail', label: 'Travail', cell: (job) => <Work job={job} /> },
          {
            key: 'depuis',
            label: 'Demandé',
            sortable: true,
            cell: (job) => <When at={job.createdAt} now={now} />,
          },
          { key: 'cause', label: 'Cause', cell: (job) => job.cause },
          { key: 'etat', label: 'État', cell: (job) => <JobState job={job} now={now} /> },
          {
            key: 'action',
            label: 'Action',
            cell: (job) =>
              job.state === 'failed' ? (
                <Button variant="secondary" small form={form} formaction={jobPaths.retry(job)}>
                  Relancer
                </Button>
              ) : (
                ''
              ),
          },
        ]}
        empty={
          <Empty title={filtered ? 'Aucun travail dans cet état' : 'Aucun travail en échec'}>
            {filtered
              ? 'Effacez le filtre pour voir les autres.'
              : 'Tout ce qui était demandé est fait ou en cours.'}
          </Empty>
        }
      />
    </div>
  );
}

const works: Readonly<Record<string, string>> = {
  mail: 'Envoi d’un message',
  reaction: 'Suite d’une étape',
  schedule: 'Tâche du calendrier',
  'fresh-link': 'Envoi de nouveaux liens',
  seal: 'Cachet sur des documents',
  'head-timestamp': 'Horodatage du journal',
};

function Work({ job }: { job: FailedJob }): Html {
  const { reaction, name, mail, event } = (job.data ?? {}) as {
    reaction?: string;
    name?: string;
    mail?: string;
    event?: { about?: { order?: string } };
  };
  const order = event?.about?.order;
  return (
    <>
      {works[job.queue] ?? job.queue}
      {(reaction || name) && (
        <>
          <br />
          <code>{reaction ?? name}</code>
        </>
      )}
      {mail && (
        <>
          <br />
          <a href={`/courrier/${mail}`}>Voir le message</a>
        </>
      )}
      {order && (
        <>
          <br />
          <a href={`/commandes/${order}`}>Voir la commande</a>
        </>
      )}
    </>
  );
}

function JobState({ job, now }: { job: FailedJob; now: Date }): Html {
  const tries = `${job.tries} ${job.tries > 1 ? 'essais' : 'essai'}`;
  return job.state === 'failed' ? (
    <>
      <Tag tone="danger">Abandonné</Tag>
      <br />
      <span class="soft">
        {tries}, le dernier <When at={job.dueAt} now={now} />
      </span>
    </>
  ) : (
    <>
      <Tag tone="warning">Sera réessayé</Tag>
      <br />
      <span class="soft">
        {tries}, le prochain <When at={job.dueAt} now={now} />
      </span>
    </>
  );
}

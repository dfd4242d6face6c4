import { orderPaths } from '#src/orders/index.js';
import { limitedCount } from '#src/platform/acts/state-counts.js';
import { capital, number } from '#src/platform/french/french.js';
import {
  Actions,
  Card,
  DataTable,
  Empty,
  Grid,
  type Html,
  LinkButton,
  PageHeader,
  Shares,
  Stack,
  Tag,
  When,
} from '#src/platform/ui/index.js';
import type { FileFacts } from '#src/registration/index.js';
import type { Kind } from './awaiting/awaiting.js';
import { allShown, type Todo } from './awaiting/source.js';
import { OwnFiles } from './own-files.js';
import type { StateBar } from './state-bars.js';

interface HomeView {
  readonly kinds: readonly Kind[];
  readonly things: readonly Todo[];
  readonly bars: readonly StateBar[];
  /** Files of which the person is the holder. */
  readonly own: readonly FileFacts[];
  readonly now: Date;
  /** Somebody who serves no body and orders nothing yet: what the service is for comes first. */
  readonly newcomer: boolean;
}

/** « À faire »: what awaits the person, over the whole relay, the longest awaited first. */
export function HomePage({ view }: { view: HomeView }): Html {
  const { kinds, things, bars } = view;
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <Stack>
      <PageHeader
        title="À faire"
        lead={
          total === 0
            ? 'Rien ne vous attend.'
            : `${capital(limitedCount(total, number))} ${total === 1 ? 'action vous attend' : 'actions vous attendent'}.`
        }
        aside={view.newcomer && <LinkButton href={orderPaths.start}>Commander des certificats</LinkButton>}
      />
      {kinds.length > 1 && <Kinds kinds={kinds} />}
      {things.length > 0 ? (
        <Things things={things} now={view.now} />
      ) : (
        <Empty title="Tout est à jour" icon="check">
          Vous recevrez un courriel dès que quelque chose vous attendra, et vous le trouverez ici.
        </Empty>
      )}
      {things.length > 0 && total > things.length && (
        <p class="soft">
          Les {number(things.length)} plus anciennes sur {limitedCount(total, number)} sont montrées.{' '}
          {things.length < allShown && <a href="/?vue=tout">Tout montrer</a>}
        </p>
      )}
      <OwnFiles files={view.own} />
      {bars.map((bar) => (
        <Card>
          <Shares label={bar.label} shares={bar.shares} />
        </Card>
      ))}
    </Stack>
  );
}

function Kinds({ kinds }: { kinds: readonly Kind[] }): Html {
  return (
    <ul class="kinds">
      {kinds.map(({ title, list, count }) => (
        <li>
          <strong class="number">{capital(limitedCount(count, number))}</strong>{' '}
          {list ? <a href={list}>{title}</a> : title}
        </li>
      ))}
    </ul>
  );
}

function Things({ things, now }: { things: readonly Todo[]; now: Date }): Html {
  return (
    <DataTable
      id="a-faire"
      caption="Ce qui vous attend"
      rows={things}
      columns={[
        { key: 'quoi', label: 'À faire', cell: (todo) => <a href={todo.href}>{todo.what}</a> },
        { key: 'pour', label: 'Pour', cell: (todo) => todo.whom },
        { key: 'depuis', label: 'Depuis', cell: (todo) => <When at={todo.since} now={now} as="day" /> },
        {
          key: 'avant',
          label: 'Avant le',
          cell: (todo) =>
            todo.late ? (
              <>
                {todo.until && <When at={todo.until} now={now} as="short" />}{' '}
                <Tag tone="warning">En retard</Tag>
              </>
            ) : todo.until ? (
              <When at={todo.until} now={now} as="short" />
            ) : (
              '–'
            ),
        },
      ]}
      empty=""
    />
  );
}

/** The first page for who is signed out: what the service is for. */
export function WelcomePage({ demonstration }: { demonstration: boolean }): Html {
  return (
    <Stack>
      <PageHeader
        title="De la commande à la clé en main"
        lead="Commandez des certificats électroniques pour votre collectivité, suivez chaque dossier, recevez les clés sur place."
      />
      <Actions>
        <LinkButton href={orderPaths.start}>Commander des certificats</LinkButton>
        {demonstration && (
          <LinkButton variant="secondary" href="/personnages">
            Essayer avec un personnage
          </LinkButton>
        )}
      </Actions>
      <p>
        Une commande ou un dossier vous attend déjà ? <a href="/connexion">Connectez-vous</a> avec l’adresse
        électronique qui reçoit nos messages.
      </p>
      <Grid>
        <Card title="1. Commander">
          Les deux formulaires en une fois ; le représentant légal signe en ligne.
        </Card>
        <Card title="2. Remplir son dossier">
          Chaque titulaire dépose ses pièces, la CCI de son choix les contrôle.
        </Card>
        <Card title="3. Recevoir sa clé">
          Le centre de gestion vient dans vos locaux et remet la clé en main propre.
        </Card>
      </Grid>
    </Stack>
  );
}

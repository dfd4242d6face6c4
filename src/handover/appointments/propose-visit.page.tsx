import { handoverPaths } from '#src/handover/paths.js';
import { duration } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  Button,
  Form,
  Hidden,
  type Html,
  LinkButton,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import { typedList } from '#src/platform/web/form.js';
import { type ArrangeView, Files, Offered, Officer, Place, Top } from './arrange-fields.js';
import { TimeChoice } from './time-choice.js';

/** Several times to propose: first who goes and for how long, then among that officer's free times. */
export function ProposePage({ view }: { view: ArrangeView }): Html {
  const { files, typed, errors } = view;
  const suits = (time: Date): boolean =>
    view.offered.some((each) => time >= each.from_at && time < each.until_at);
  const offered = view.free.filter(suits).map((time) => time.toISOString());
  const chosen = typedList(typed, 'times');
  return (
    <Stack>
      <Top view={view} title="Proposer des horaires" />
      <Offered view={view} />
      <form class="filters" method="get" action={handoverPaths.propose} data-size="sm">
        <Who view={view} />
        <div class="actions">
          <Button variant="secondary">Voir les horaires libres</Button>
        </div>
      </form>
      {view.free.length === 0 ? (
        <Alert tone="warning">
          Cet agent n’a aucun horaire libre dans la période ouverte. Choisissez un autre agent, ou fixez le
          rendez-vous par téléphone.
        </Alert>
      ) : (
        <Form action={handoverPaths.propose} label="Proposition">
          <Files files={files} />
          <Hidden name="officer" value={view.officer} />
          <Hidden name="minutes" value={String(view.minutes)} />
          <TimeChoice
            name="times"
            legend="Horaires à proposer"
            hint={`Jusqu’à ${view.most}, pour ${duration(view.minutes)}. ${view.offered.length > 0 ? 'Un trait vert : l’organisme a dit que cela convient.' : 'Le titulaire ou le correspondant en choisit un.'}`}
            error={errors.times}
            times={view.free}
            chosen={chosen.length > 0 ? chosen : offered.slice(0, view.most)}
            several
            suits={suits}
          />
          <Place view={view} />
          <Actions>
            <Button icon="mail">Envoyer la proposition</Button>
            <LinkButton
              variant="tertiary"
              href={`${handoverPaths.fix}?dossier=${files.map((file) => file.id).join(',')}`}
            >
              Fixer plutôt par téléphone
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Stack>
  );
}

function Who({ view }: { view: ArrangeView }): Html {
  return (
    <>
      <Files files={view.files} />
      <Officer view={view} />
      <TextField
        name="minutes"
        label="Durée en minutes"
        inputmode="numeric"
        width="xs"
        value={String(view.minutes)}
        error={view.errors.minutes}
      />
    </>
  );
}

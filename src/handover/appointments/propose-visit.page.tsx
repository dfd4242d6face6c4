import { handoverPaths } from '#src/handover/paths.js';
import { duration } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  Button,
  Form,
  type Html,
  LinkButton,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import { typedList, typedText } from '#src/platform/web/form.js';
import { type ArrangeView, Files, Offered, Officer, Place, Top } from './arrange-fields.js';
import { TimeChoice } from './time-choice.js';

/** Pressed to see an officer's free times: nothing is proposed, and what is typed and ticked stays. */
export const lookOnly = 'voir';

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
      <Form action={handoverPaths.propose} label="Proposition">
        <Files files={files} />
        <div class="filters" data-size="sm">
          <Who view={view} />
          <div class="actions">
            <Button variant="secondary" name={lookOnly} value="oui">
              Voir les horaires libres
            </Button>
          </div>
        </div>
        {view.free.length === 0 ? (
          <Alert tone="warning">
            Cet agent n’a aucun horaire libre dans la période ouverte. Choisissez un autre agent, ou fixez le
            rendez-vous par téléphone.
          </Alert>
        ) : (
          <TimeChoice
            name="times"
            legend="Horaires à proposer"
            hint={`Jusqu’à ${view.most}, pour ${duration(view.minutes)}. ${view.offered.length > 0 ? 'Un trait vert : l’organisme a dit que cela convient.' : 'Le titulaire ou le correspondant en choisit un.'}`}
            error={errors.times}
            times={view.free}
            chosen={'dossier' in typed ? chosen : offered.slice(0, view.most)}
            several
            suits={suits}
          />
        )}
        <Place view={view} />
        <Actions>
          {view.free.length > 0 && <Button icon="mail">Envoyer la proposition</Button>}
          <LinkButton
            variant="tertiary"
            href={`${handoverPaths.fix}?dossier=${files.map((file) => file.id).join(',')}`}
          >
            Fixer plutôt par téléphone
          </LinkButton>
        </Actions>
      </Form>
    </Stack>
  );
}

function Who({ view }: { view: ArrangeView }): Html {
  return (
    <>
      <Officer view={view} />
      <TextField
        name="minutes"
        label="Durée en minutes"
        inputmode="numeric"
        width="xs"
        value={view.errors.minutes ? typedText(view.typed, 'minutes') : String(view.minutes)}
        error={view.errors.minutes}
      />
    </>
  );
}

import { handoverPaths } from '#src/handover/paths.js';
import { ofName } from '#src/platform/french/french.js';
import { parisDay } from '#src/platform/french/working-time.js';
import {
  Actions,
  BackLink,
  Button,
  DateField,
  Fieldset,
  Form,
  type Html,
  PageHeader,
  Problems,
  SelectField,
  Stack,
  TextArea,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import { type FileFacts, holderName } from '#src/registration/index.js';

const lines = [0, 1, 2, 3] as const;

/** Days that would suit the holder and the organisation. */
export function OfferTimesPage(props: {
  readonly file: FileFacts;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly now: Date;
}): Html {
  const { file, typed, errors } = props;
  return (
    <Stack>
      <BackLink href={handoverPaths.ofFile(file.id)}>Retour au rendez-vous</BackLink>
      <Problems errors={errors} refusal={props.refusal} />
      <PageHeader
        title="Quels jours vous conviennent ?"
        lead={`Remise de la clé ${ofName(holderName(file))}, dans les locaux de l’organisme. Le centre de délivrance proposera des horaires ces jours-là.`}
      />
      <Form action={handoverPaths.offer(file.id)}>
        {lines.map((line) => (
          <Fieldset legend={`Jour ${line + 1}`}>
            <DateField
              name={`times.${line}.day`}
              label="Date"
              optional={line > 0}
              min={parisDay(props.now)}
              value={typedText(typed, `times.${line}.day`)}
              error={errors[`times.${line}.day`]}
            />
            <SelectField
              name={`times.${line}.part`}
              label="Moment"
              value={typedText(typed, `times.${line}.part`) || 'journee'}
              options={[
                { value: 'journee', label: 'toute la journée' },
                { value: 'matin', label: 'le matin' },
                { value: 'apres-midi', label: 'l’après-midi' },
              ]}
            />
          </Fieldset>
        ))}
        <TextArea
          name="note"
          label="À savoir"
          hint="Par exemple : accueil fermé à midi, demander Mme Exemple."
          optional
          rows={2}
          maxlength={500}
          value={typedText(typed, 'note')}
          error={errors.note}
        />
        <Actions>
          <Button>Envoyer ces jours</Button>
        </Actions>
      </Form>
    </Stack>
  );
}

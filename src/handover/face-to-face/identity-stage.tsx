import { longDate } from '#src/platform/french/french.js';
import { DateField, Hidden, type Html, RadioGroup, SelectField, TextField } from '#src/platform/ui/index.js';
import { typedText } from '#src/platform/web/form.js';
import { identityNames } from '#src/registration/index.js';
import type { FieldsView } from './hand-over-view.js';
import { Tick } from './tick.js';

/** The document in the holder’s hand: that of the file, or another. */
export function IdentityStage({ view }: { view: FieldsView }): Html {
  const { file, typed, errors } = view;
  const known = file.identity_kind && file.identity_expires;
  return (
    <>
      <RadioGroup
        name="identity"
        legend="Quelle pièce avez-vous en main ?"
        value={typedText(typed, 'identity') || 'same'}
        error={errors.identity}
        options={[
          {
            value: 'same',
            label: known
              ? `${identityNames[file.identity_kind ?? 'passport']}, expire le ${longDate(file.identity_expires ?? '')}`
              : 'La pièce du dossier',
            hint: 'Celle qui a été contrôlée avec le dossier.',
            reveal: (
              <TextField
                name="lastFour"
                label="4 derniers caractères de son numéro"
                width="xs"
                maxlength={8}
                spellcheck={false}
                value={typedText(typed, 'lastFour')}
                error={errors.lastFour}
              />
            ),
          },
          {
            value: 'other',
            label: 'Une autre pièce, en cours de validité',
            reveal: <DocumentFields view={view} optional />,
          },
        ]}
      />
      <Tick view={view} name="present" label="La personne présente est celle de la photo" />
    </>
  );
}

/** The document of the certification agent: none of theirs stands in the file. */
export function AgentIdentity({ view }: { view: FieldsView }): Html {
  return (
    <>
      <p class="stage-detail">La pièce du mandataire. Celle du dossier est celle du titulaire.</p>
      <Hidden name="identity" value="other" />
      <DocumentFields view={view} />
      <Tick view={view} name="present" label="La personne présente est celle de la photo" />
    </>
  );
}

/** References of a document that the file does not hold. */
function DocumentFields({ view, optional = false }: { view: FieldsView; optional?: boolean }): Html {
  const { typed, errors } = view;
  return (
    <div class="fields">
      <SelectField
        name="otherKind"
        label="Nature"
        optional={optional}
        placeholder="Choisir"
        value={typedText(typed, 'otherKind')}
        error={errors.otherKind}
        options={Object.entries(identityNames).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="otherLastFour"
        label="4 derniers caractères du numéro"
        optional={optional}
        width="xs"
        maxlength={8}
        spellcheck={false}
        value={typedText(typed, 'otherLastFour')}
        error={errors.otherLastFour}
      />
      <DateField
        name="otherExpires"
        label="Expire le"
        optional={optional}
        value={typedText(typed, 'otherExpires')}
        error={errors.otherExpires}
      />
    </div>
  );
}

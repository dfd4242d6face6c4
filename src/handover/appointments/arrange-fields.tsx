import { handoverPaths } from '#src/handover/paths.js';
import type { OfferedTimeRow } from '#src/handover/types.js';
import type { PersonRow } from '#src/handover/visits/person-row.js';
import { dayAndDate, hours, list, phone } from '#src/platform/french/french.js';
import { parisDay } from '#src/platform/french/working-time.js';
import {
  BackLink,
  Card,
  DateField,
  Hidden,
  type Html,
  PageHeader,
  Problems,
  SelectField,
  TextArea,
  TextField,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import { type FileFacts, holderName } from '#src/registration/index.js';

/** A visit to arrange, by times to propose or by the one said on the telephone. */
export interface ArrangeView {
  readonly files: readonly FileFacts[];
  readonly officers: readonly PersonRow[];
  readonly officer: string;
  readonly minutes: number;
  readonly place: string;
  readonly offered: readonly OfferedTimeRow[];
  readonly correspondents: readonly { readonly name: string; readonly phone: string | null }[];
  /** Free times of the officer; unused where the time is said by telephone. */
  readonly free: readonly Date[];
  readonly most: number;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly now: Date;
}

export function Top({ view, title }: { view: ArrangeView; title: string }): Html {
  const [first] = view.files;
  return (
    <>
      <BackLink href={handoverPaths.visits}>Tous les rendez-vous</BackLink>
      <Problems errors={view.errors} refusal={view.refusal} />
      <PageHeader
        title={title}
        lead={`${first?.organisation_name ?? ''} : ${list(view.files.map(holderName))}`}
      />
    </>
  );
}

/** When the organisation said that it can. */
export function Offered({ view }: { view: ArrangeView }): Html | null {
  if (view.offered.length === 0) return null;
  const note = view.offered.find((each) => each.note)?.note;
  return (
    <Card title="Disponibilités données par l’organisme">
      <ul class="ds-list">
        {view.offered.map((each) => (
          <li>
            {dayAndDate(each.from_at)}, {hours(each.from_at, each.until_at)}
          </li>
        ))}
      </ul>
      {note && <p>« {note} »</p>}
    </Card>
  );
}

/** Who may be called to agree on a time: the correspondents, then the holders. */
export function Callees(props: {
  readonly correspondents: readonly { readonly name: string; readonly phone: string | null }[];
  readonly files: readonly FileFacts[];
}): Html {
  const holders = props.files.map((file) => ({ name: holderName(file), phone: file.phone }));
  return (
    <Card title="Qui appeler">
      <ul class="ds-list">
        {[...props.correspondents, ...holders].map(({ name, phone: number }) => (
          <li>
            {name} : {number ? <a href={`tel:${number}`}>{phone(number)}</a> : 'téléphone inconnu'}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The files of the visit, which each of its forms carries. */
export function Files({ files }: { files: readonly FileFacts[] }): Html {
  return <Hidden name="dossier" value={files.map((file) => file.id).join(',')} />;
}

export function Officer({ view }: { view: ArrangeView }): Html {
  return (
    <SelectField
      name="officer"
      label="Qui se déplace"
      value={view.officer}
      options={view.officers.map(({ id, name, email }) => ({ value: id, label: name || email }))}
    />
  );
}

/** Where the visit is held, and what the organisation is told besides. */
export function Place({ view }: { view: ArrangeView }): Html {
  const { typed, errors } = view;
  return (
    <>
      <TextField
        name="place"
        label="Lieu"
        hint="Dans les locaux de l’organisme."
        width="full"
        maxlength={300}
        value={'place' in typed ? typedText(typed, 'place') : view.place}
        error={errors.place}
      />
      <TextArea
        name="note"
        label="À dire à l’organisme"
        hint="Figure dans le message et dans l’invitation."
        optional
        rows={2}
        maxlength={500}
        value={typedText(typed, 'note')}
        error={errors.note}
      />
    </>
  );
}

/** Day and hour, as somebody says them on the telephone. */
export function SaidTime({ typed, errors, now }: { typed: Typed; errors: FieldErrors; now: Date }): Html {
  return (
    <>
      <DateField
        name="day"
        label="Jour"
        min={parisDay(now)}
        value={typedText(typed, 'day')}
        error={errors.day}
      />
      <TextField
        name="hour"
        label="Heure"
        hint="Par exemple 14 h 30."
        width="xs"
        maxlength={8}
        value={typedText(typed, 'hour')}
        error={errors.hour}
      />
    </>
  );
}

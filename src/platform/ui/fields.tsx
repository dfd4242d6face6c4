import { classes } from './classes.js';
import { Field, type FieldProps, wiring } from './field.js';
import type { Child, Html } from './html.js';

/** Width that tells how much is expected: 4, 10, 20 characters or the line. */
type Width = 'xs' | 's' | 'm' | 'full';

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'tel' | 'search' | 'password' | 'url' | undefined;
  /** WCAG 1.3.5: always given for what the person knows of herself (`given-name`, `email`, `tel`, `one-time-code`…). */
  autocomplete?: string | undefined;
  inputmode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'text' | undefined;
  maxlength?: number | undefined;
  width?: Width | undefined;
  spellcheck?: boolean | undefined;
  readonly?: boolean | undefined;
  /** What is to be read there: a form of stages does not light the next on anything else. The server decides. */
  expected?: string | undefined;
  /** A unit after the control: « € », « jours ». */
  suffix?: Child | undefined;
}

/** One line of text. */
export function TextField(props: TextFieldProps): Html {
  const { type = 'text', autocomplete, inputmode, maxlength, readonly, width = 'm', suffix } = props;
  const quiet: Record<string, string> = props.spellcheck === false ? { spellcheck: 'false' } : {};
  const control = (
    <input
      class={classes('ds-input', `width-${width}`)}
      {...wiring(props)}
      {...{ type, autocomplete, inputmode, maxlength, readonly }}
      {...quiet}
      data-expected={props.expected}
      value={props.value ?? undefined}
    />
  );
  return (
    <Field {...props}>
      {suffix ? (
        <div class="with-suffix">
          {control}
          <span>{suffix}</span>
        </div>
      ) : (
        control
      )}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea(
  props: FieldProps & { rows?: number | undefined; maxlength?: number | undefined },
): Html {
  return (
    <Field {...props}>
      <textarea class="ds-input" {...wiring(props)} rows={props.rows ?? 4} maxlength={props.maxlength}>
        {props.value ?? ''}
      </textarea>
    </Field>
  );
}

interface SelectFieldProps extends FieldProps {
  options: readonly { value: string; label: string }[];
  /** Words of the empty first choice; none when a value is always set. */
  placeholder?: string | undefined;
}

/** One choice among more than about seven; under that, RadioGroup. */
export function SelectField(props: SelectFieldProps): Html {
  return (
    <Field {...props}>
      <select class="ds-input width-select" {...wiring(props)}>
        {props.placeholder !== undefined && <option value="">{props.placeholder}</option>}
        {props.options.map(({ value, label }) => (
          <option value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A calendar date; submits and takes `AAAA-MM-JJ`, the browser shows it in its own language. */
export function DateField(
  props: FieldProps & {
    min?: string | undefined;
    max?: string | undefined;
    autocomplete?: string | undefined;
  },
): Html {
  const { min, max, autocomplete } = props;
  return (
    <Field {...props}>
      <input
        class="ds-input width-date"
        type="date"
        {...wiring(props)}
        {...{ min, max, autocomplete }}
        value={props.value ?? undefined}
      />
    </Field>
  );
}

interface FileFieldProps extends Omit<FieldProps, 'value'> {
  /** MIME types, as `accept` takes them: `application/pdf,image/jpeg`. */
  accept?: string | undefined;
  /** Bytes; a heavier file is pointed out before it is sent (the server decides). */
  maxBytes?: number | undefined;
  multiple?: boolean | undefined;
  /** Opens the camera on a phone. */
  camera?: boolean | undefined;
}

/** A file to send; its Form is given `files`. */
export function FileField(props: FileFieldProps): Html {
  const { accept, multiple } = props;
  return (
    <Field {...props}>
      <input
        class="file-input"
        type="file"
        {...wiring(props)}
        {...{ accept, multiple }}
        capture={props.camera ? 'environment' : undefined}
        data-max-bytes={props.maxBytes}
      />
    </Field>
  );
}

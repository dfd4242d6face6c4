import type { Child, Html } from './html.js';

/** What every field takes. `name` is the name submitted; the id derives from it. */
export interface FieldProps {
  name: string;
  label: Child;
  hint?: Child | undefined;
  /** French sentence that says what to do; also goes to the ErrorSummary. */
  error?: string | undefined;
  value?: string | null | undefined;
  /** Marks the label « (facultatif) »; a field is compulsory otherwise. */
  optional?: boolean | undefined;
  /** Compulsory in the cases that the hint names: neither marked so to a screen reader, nor « (facultatif) ». */
  sometimes?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** Id of the field's control, the same that ErrorSummary links to: `holders[0].email` → `holders-0-email`. */
export function fieldId(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/-$/, '');
}

/** Attributes of the control that tie it to its hint and its error, without any script. */
export function wiring(
  props: Pick<FieldProps, 'name' | 'hint' | 'error' | 'optional' | 'sometimes' | 'disabled'>,
): {
  id: string;
  name: string;
  required: boolean;
  disabled: boolean | undefined;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
} {
  const id = fieldId(props.name);
  const notes = [props.hint ? `${id}-aide` : '', props.error ? `${id}-erreur` : ''].filter(Boolean);
  return {
    id,
    name: props.name,
    required: !props.optional && !props.sometimes,
    disabled: props.disabled,
    'aria-describedby': notes.length > 0 ? notes.join(' ') : undefined,
    'aria-invalid': props.error ? 'true' : undefined,
  };
}

/** The hint and the error of a field, in the order in which they are read. */
export function Notes({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>): Html {
  const id = fieldId(name);
  return (
    <>
      {hint && (
        <div class="hint" id={`${id}-aide`}>
          {hint}
        </div>
      )}
      {error && (
        <div class="ds-validation-message" id={`${id}-erreur`}>
          <span class="ds-sr-only">Erreur : </span>
          {error}
        </div>
      )}
    </>
  );
}

/** Label, hint, error, then the control given as children. */
export function Field(props: FieldProps & { children: Child }): Html {
  return (
    <div class="ds-field">
      <label class="ds-label" for={fieldId(props.name)}>
        {props.label}
        {props.optional && <span class="optional"> (facultatif)</span>}
      </label>
      <Notes name={props.name} hint={props.hint} error={props.error} />
      {props.children}
    </div>
  );
}

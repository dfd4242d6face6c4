import { classes } from './classes.js';
import { type FieldProps, fieldId, Notes } from './field.js';
import type { Child, Html } from './html.js';
import { KeyCap } from './icons.js';

interface Choice {
  value: string;
  label: Child;
  hint?: Child | undefined;
  /** What is asked further when it is chosen; hidden by CSS until then. */
  reveal?: Child | undefined;
  /** One key that chooses it while the page's shortcuts are on. */
  shortcut?: string | undefined;
  disabled?: boolean | undefined;
}

interface GroupProps extends Omit<FieldProps, 'value' | 'label'> {
  /** The question. */
  legend: Child;
  /** The question is the page's title: its legend becomes the h1. */
  title?: boolean | undefined;
  options: readonly Choice[];
  /** Frames around the choices: larger targets, for the main question of a page. */
  framed?: boolean | undefined;
}

/** One choice among a few. */
export function RadioGroup(props: GroupProps & { value?: string | null | undefined }): Html {
  return <Group {...props} type="radio" chosen={props.value == null ? [] : [props.value]} />;
}

/** Any number of choices. */
export function CheckboxGroup(props: GroupProps & { values?: readonly string[] | undefined }): Html {
  return <Group {...props} type="checkbox" chosen={props.values ?? []} />;
}

function Group(props: GroupProps & { type: 'radio' | 'checkbox'; chosen: readonly string[] }): Html {
  const id = fieldId(props.name);
  const notes = [props.hint ? `${id}-aide` : '', props.error ? `${id}-erreur` : ''].filter(Boolean).join(' ');
  const optional = props.optional && <span class="optional"> (facultatif)</span>;
  return (
    <fieldset
      class={classes('ds-fieldset', 'group', props.framed && 'framed')}
      disabled={props.disabled}
      aria-describedby={notes || undefined}
    >
      <legend class={props.title ? undefined : 'ds-label'}>
        {props.title ? <h1>{props.legend}</h1> : props.legend}
        {optional}
      </legend>
      <Notes {...props} />
      <div class="choices">
        {props.options.map((option, index) => (
          <Option {...props} option={option} id={index === 0 ? id : `${id}-${index + 1}`} />
        ))}
      </div>
    </fieldset>
  );
}

function Option(
  props: GroupProps & { type: 'radio' | 'checkbox'; chosen: readonly string[]; option: Choice; id: string },
): Html {
  const { option, id } = props;
  return (
    <div class="choice">
      <div class="choice-line">
        <input
          class="ds-input"
          type={props.type}
          id={id}
          name={props.name}
          value={option.value}
          checked={props.chosen.includes(option.value)}
          disabled={option.disabled}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={option.hint ? `${id}-note` : undefined}
          data-key={option.shortcut?.toLowerCase()}
          aria-keyshortcuts={option.shortcut}
        />
        <div>
          <label for={id}>{option.label}</label>
          {option.hint && (
            <div class="hint" id={`${id}-note`}>
              {option.hint}
            </div>
          )}
        </div>
        {option.shortcut && <KeyCap>{option.shortcut}</KeyCap>}
      </div>
      {option.reveal && <div class="reveal">{option.reveal}</div>}
    </div>
  );
}

/** One box to tick by itself: « J’ai lu… ». */
export function Checkbox(
  props: Omit<FieldProps, 'value'> & { checked?: boolean | undefined; value?: string | undefined },
): Html {
  const id = fieldId(props.name);
  const notes = [props.hint ? `${id}-aide` : '', props.error ? `${id}-erreur` : ''].filter(Boolean).join(' ');
  return (
    <div class="single-choice">
      {props.error && <Notes name={props.name} error={props.error} />}
      <div class="choice-line">
        <input
          class="ds-input"
          type="checkbox"
          id={id}
          name={props.name}
          value={props.value ?? 'oui'}
          checked={props.checked}
          disabled={props.disabled}
          required={!props.optional}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={notes || undefined}
        />
        <div>
          <label for={id}>{props.label}</label>
          {props.hint && <Notes name={props.name} hint={props.hint} />}
        </div>
      </div>
    </div>
  );
}

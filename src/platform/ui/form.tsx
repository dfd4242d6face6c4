import type { Child, Html } from './html.js';

interface FormProps {
  action: string;
  children: Child;
  id?: string | undefined;
  /** Sends files as well. */
  files?: boolean | undefined;
  /** Where the draft is posted while it is typed (browser/app.ts); the server answers 204. */
  autosave?: string | undefined;
  /** Accessible name, where several forms stand on a page. */
  label?: string | undefined;
}

/**
 * A form that is posted once (a second press waits for the answer) and judged by the server:
 * it answers 303 when done, else the same page with its values and an ErrorSummary.
 */
export function Form(props: FormProps): Html {
  return (
    <form
      class="form"
      method="post"
      action={props.action}
      id={props.id}
      enctype={props.files ? 'multipart/form-data' : undefined}
      novalidate
      data-once
      data-autosave={props.autosave}
      aria-label={props.label}
    >
      {props.children}
    </form>
  );
}

/** Fields that belong together under one heading. */
export function Fieldset(props: { legend: Child; hint?: Child | undefined; children: Child }): Html {
  return (
    <fieldset class="ds-fieldset fields">
      <legend class="legend">{props.legend}</legend>
      {props.hint && <p class="hint">{props.hint}</p>}
      {props.children}
    </fieldset>
  );
}

/** A value that travels with the form. */
export function Hidden(props: { name: string; value: string }): Html {
  return <input type="hidden" name={props.name} value={props.value} />;
}

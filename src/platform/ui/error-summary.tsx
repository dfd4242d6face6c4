import type { FieldErrors } from '#src/platform/web/form.js';
import { fieldId } from './field.js';
import type { Html } from './html.js';

export interface FormError {
  /** Name of the field; absent when the form as a whole is refused. */
  field?: string | undefined;
  message: string;
}

/** Stands first in the page after a refused form; takes the focus when scripts run. Nothing when there is no error. */
export function ErrorSummary({ errors }: { errors: readonly FormError[] }): Html | null {
  if (errors.length === 0) return null;
  const words = errors.length === 1 ? 'Un point est à corriger' : `${errors.length} points sont à corriger`;
  return (
    <section class="ds-error-summary" aria-labelledby="resume-erreurs" tabindex={-1} data-focus>
      <h2 id="resume-erreurs">{words}</h2>
      <ul class="ds-list">
        {errors.map(({ field, message }) => (
          <li>{field ? <a href={`#${fieldId(field)}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </section>
  );
}

/** The summary of a form shown again: the refusal's sentence, then that of each field. */
export function Problems(props: {
  errors?: FieldErrors | undefined;
  refusal?: string | undefined;
}): Html | null {
  const { errors = {}, refusal } = props;
  const fields = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return <ErrorSummary errors={[...(refusal ? [{ message: refusal }] : []), ...fields]} />;
}

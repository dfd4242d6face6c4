import type { FormError } from '#src/platform/ui/index.js';
import type { FieldErrors } from './form.js';

/** The errors of a form as its summary lists them, each with a link to its field. */
export function formErrors(errors: FieldErrors): FormError[] {
  return Object.entries(errors).map(([field, message]) => ({ field, message }));
}

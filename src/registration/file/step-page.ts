import { personOf, type WebContext } from '#src/platform/web/web.js';
import type { FileSlots } from '#src/registration/slots.js';
import type { FileView } from './file-view.js';

/** Where the viewer's next step is taken, when it is a step of a later slice. */
export function stepPage(
  slots: FileSlots,
  view: FileView,
  c: WebContext,
): { readonly href: string; readonly label: string } | undefined {
  const [next] = view.next;
  const href = next && slots.stepPage(view.facts, next.step, personOf(c));
  return next && href ? { href, label: next.label } : undefined;
}

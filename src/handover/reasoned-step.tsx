import type { z } from 'zod';
import { type ReasonGroup, reasonsAt } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import type { Child } from '#src/platform/ui/index.js';
import { type Again, type FieldErrors, readForm, type Typed } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebRoutes } from '#src/platform/web/web.js';
import { ReasonPage } from './reason.page.js';

/** A step on a page of its own, with a reason of the catalogue: what it shows, and what it does. */
interface ReasonedStep<Subject, S extends z.ZodType> {
  readonly path: string;
  readonly group: ReasonGroup;
  readonly input: S;
  readonly button: string;
  readonly danger?: boolean;
  readonly backLabel: string;
  /** Undefined: it does not exist for this person. */
  readonly find: (c: WebContext) => Promise<Subject | undefined>;
  readonly title: (subject: Subject) => string;
  readonly lead: (subject: Subject) => Child;
  readonly back: (subject: Subject) => string;
  readonly before?: (subject: Subject, typed: Typed, errors: FieldErrors) => Child;
  readonly after?: (subject: Subject, typed: Typed, errors: FieldErrors) => Child;
  readonly take: (act: Act, subject: Subject, input: z.output<S>) => Promise<unknown | Refusal>;
}

/** GET shows the page, POST takes the step and leads back. */
export function reasonedStep<Subject, S extends z.ZodType>(
  web: Web,
  routes: WebRoutes,
  step: ReasonedStep<Subject, S>,
): void {
  const show = async (c: WebContext, subject: Subject, more: Again = {}): Promise<Response> => {
    const { typed = {}, errors = {}, status } = more;
    const title = step.title(subject);
    return page(
      c,
      { title, width: 'reading', again: status },
      <ReasonPage
        title={title}
        lead={step.lead(subject)}
        reasons={await reasonsAt(web.db, step.group, web.kernel.clock())}
        typed={typed}
        errors={errors}
        refusal={more.refusal}
        back={step.back(subject)}
        backLabel={step.backLabel}
        action={c.req.path}
        button={step.button}
        danger={step.danger}
        before={step.before?.(subject, typed, errors)}
        after={step.after?.(subject, typed, errors)}
      />,
    );
  };
  routes.get(step.path, async (c) => {
    const subject = await step.find(c);
    return subject ? show(c, subject) : notFound(c);
  });
  routes.post(step.path, async (c) => {
    const subject = await step.find(c);
    if (!subject) return notFound(c);
    const form = await readForm(c, step.input);
    if (!form.ok) return show(c, subject, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) => step.take(act, subject, form.value));
    if (!isRefusal(result)) return c.redirect(step.back(subject), 303);
    return refused(c, result, ({ refused: code, sentence }, status) =>
      show(c, subject, {
        typed: form.typed,
        status,
        ...(code === 'comment-missing' ? { errors: { comment: sentence } } : { refusal: sentence }),
      }),
    );
  });
}

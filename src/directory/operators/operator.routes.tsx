import { Hono } from 'hono';
import { type OperatorKind, operatorOf, operatorsOf } from '#src/directory/organisations/organisations.js';
import { administersAll } from '#src/directory/roles/role.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { onlyFor } from '#src/platform/sign-in/only-for.js';
import { uuidPattern } from '#src/platform/uuid.js';
import { type Again, formOf, parseForm } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { addOperator, changeOperator, operatorInput, operatorRead } from './change-operator.js';
import { OperatorPage, operatorTitle, operatorTyped } from './change-operator.page.js';
import { operatorPaths, operatorSlugs } from './operator-paths.js';
import { OperatorsPage } from './operators.page.js';

const kinds = Object.keys(operatorSlugs) as OperatorKind[];
const kind = `:kind{${Object.values(operatorSlugs).join('|')}}`;
const id = `:id{${uuidPattern}}`;

/** The bodies of the relay: the installation's administrators only. */
export function operatorRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use(`${operatorPaths.list}/*`, onlyFor(administersAll));

  app.get(operatorPaths.list, async (c) =>
    page(c, { title: 'Organismes de la chaîne' }, <OperatorsPage operators={await operatorsOf(web.db)} />),
  );

  app.get(`${operatorPaths.list}/${kind}/ajout`, (c) => askOperator(c, {}));

  app.post(`${operatorPaths.list}/${kind}/ajout`, async (c) => {
    const form = parseForm(await formOf(c), operatorInput);
    if (!form.ok) return askOperator(c, { ...form, status: 422 });
    const added = await web.kernel.transact(personOf(c), (act) => addOperator(act, kindOf(c), form.value));
    if (!isRefusal(added)) return c.redirect(`${operatorPaths.operator(kindOf(c), added.id)}?fait=oui`, 303);
    return refused(c, added, ({ sentence }, status) =>
      askOperator(c, { typed: form.typed, refusal: sentence, status }),
    );
  });

  app.get(`${operatorPaths.list}/${kind}/${id}`, (c) => showOperator(c, {}));

  app.post(`${operatorPaths.list}/${kind}/${id}`, async (c) => {
    const posted = await formOf(c);
    const read = String(posted.get('read') ?? '');
    const form = parseForm(posted, operatorInput);
    if (!form.ok) return showOperator(c, { ...form, status: 422 }, read);
    const target = { kind: kindOf(c), id: idOf(c), read };
    const refusal = await web.kernel.transact(personOf(c), (act) => changeOperator(act, target, form.value));
    if (!refusal) return c.redirect(`${operatorPaths.operator(target.kind, target.id)}?fait=oui`, 303);
    return refused(c, refusal, ({ sentence }, status) =>
      showOperator(c, { typed: form.typed, refusal: sentence, status }),
    );
  });

  /** `read`: what the form said that it read, kept where the form itself was wrong; else what stands now. */
  async function showOperator(c: WebContext, again: Again, read?: string): Promise<Response> {
    const operator = await operatorOf(web.db, idOf(c), kindOf(c));
    if (!operator) return notFound(c);
    const { typed = operatorTyped(operator), errors = {}, refusal, status } = again;
    return page(
      c,
      { title: operator.name, width: 'reading', again: status },
      <OperatorPage
        kind={operator.kind}
        {...{ operator, typed, errors, refusal }}
        read={read ?? operatorRead(operator)}
        done={c.req.query('fait') === 'oui' && !status}
      />,
    );
  }

  return app;
}

function askOperator(c: WebContext, { typed = {}, errors = {}, refusal, status }: Again): Promise<Response> {
  return page(
    c,
    { title: operatorTitle(kindOf(c)), width: 'reading', again: status },
    <OperatorPage kind={kindOf(c)} {...{ typed, errors, refusal }} />,
  );
}

function kindOf(c: WebContext): OperatorKind {
  const slug = c.req.param('kind');
  const found = kinds.find((each) => operatorSlugs[each] === slug);
  if (!found) throw new Error(`no kind of operator has the address ${slug}`);
  return found;
}

function idOf(c: WebContext): string {
  return c.req.param('id') ?? '';
}

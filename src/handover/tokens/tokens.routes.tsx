import { Hono } from 'hono';
import { z } from 'zod';
import { several } from '#src/handover/appointments/propose-visit.js';
import { handoverPaths } from '#src/handover/paths.js';
import { bodiesOf } from '#src/platform/acts/actor.js';
import { listAsked } from '#src/platform/lists/named-list.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { searched } from '#src/platform/lists/search.js';
import { readForm, typedText } from '#src/platform/web/form.js';
import { notFound, page, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { receiveChosen, receiveTokens, scanInput } from './receive-tokens.js';
import { countTokens, listTokens, tokenLists, tokenPaging } from './token-list.js';
import { TokensPage, type TokensView } from './tokens.page.js';

/** `/cles`: the keys in custody and those looked for, and their receipt by the delivery centre. */
export function tokensRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  routes.use(handoverPaths.tokens, signedIn);
  routes.use(`${handoverPaths.tokens}/*`, signedIn);

  const mayList = (c: WebContext): boolean => {
    const person = personOf(c);
    return [...bodiesOf(person, 'delivery-officer'), ...bodiesOf(person, 'purchasing-officer')].length > 0;
  };
  const list = async (
    c: WebContext,
    more: Partial<Pick<TokensView, 'received' | 'typed' | 'error' | 'noneChosen'>> & {
      status?: 200 | 409 | 422;
    } = {},
  ): Promise<Response> => {
    const { status = 200, ...shown } = more;
    const person = personOf(c);
    const url = new URL(c.req.url).searchParams;
    const filters = {
      list: listAsked(tokenLists, url),
      text: searched(url),
    };
    const wanted = pageWanted(url, tokenPaging);
    const [found, total] = await Promise.all([
      listTokens(web.db, person, filters, wanted),
      countTokens(web.db, person, filters),
    ]);
    return page(
      c,
      { title: 'Clés', width: 'desk', status, invalid: status !== 200 },
      <TokensPage
        view={{
          list: { path: handoverPaths.tokens, query: url, wanted, page: found, total },
          filters,
          now: web.kernel.clock(),
          receives: bodiesOf(person, 'delivery-officer').length > 0,
          ...shown,
        }}
      />,
    );
  };

  routes.get(handoverPaths.tokens, (c) => (mayList(c) ? list(c) : notFound(c)));

  routes.post(handoverPaths.receive, async (c) => {
    if (bodiesOf(personOf(c), 'delivery-officer').length === 0) return notFound(c);
    const form = await readForm(c, scanInput);
    if (!form.ok) {
      return list(c, { typed: typedText(form.typed, 'serials'), error: form.errors.serials, status: 422 });
    }
    const received = await web.kernel.transact(personOf(c), (act) => receiveTokens(act, form.value.serials));
    const refusedOnes = received.filter((each) => each.refusal).map((each) => each.serial);
    return list(c, { received, typed: refusedOnes.join('\n'), status: refusedOnes.length > 0 ? 409 : 200 });
  });

  routes.post(handoverPaths.receiveChosen, async (c) => {
    if (bodiesOf(personOf(c), 'delivery-officer').length === 0) return notFound(c);
    const form = await readForm(c, z.object({ token: several(z.uuid()) }));
    const ids = form.ok ? form.value.token : [];
    if (ids.length === 0) return list(c, { noneChosen: true, status: 422 });
    const received = await web.kernel.transact(personOf(c), (act) => receiveChosen(act, ids));
    return list(c, { received, status: received.some((each) => each.refusal) ? 409 : 200 });
  });
  return routes;
}

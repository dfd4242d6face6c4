import { Hono } from 'hono';
import { delayAt, reasonInput } from '#src/catalogue/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import { reasonedStep } from '#src/handover/reasoned-step.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { RadioGroup, TextField } from '#src/platform/ui/index.js';
import { isUuid } from '#src/platform/uuid.js';
import { typedText } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { moveToken } from './move-token.js';
import { partiesOnToken } from './parties-on-token.js';
import { type TokenStep, tokenTable } from './token.js';
import { TokenPage } from './token.page.js';
import { findToken, type ListedToken } from './token-list.js';
import { destroyInput, destroyToken, reportInput, reportToken, sendTokenBack } from './token-steps.js';
import { movesOfToken } from './token-store.js';
import { choicesOnToken, dueOfToken, toldTurn } from './token-turn.js';

/** `/cles/…`: one key and its steps, for the delivery centre that keeps it and the buyer who looks for it. */
export function tokenRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  routes.use(`${handoverPaths.tokens}/*`, signedIn);

  const found = async (c: WebContext): Promise<ListedToken | undefined> => {
    const id = c.req.param('id') ?? '';
    return isUuid(id) ? findToken(web.db, personOf(c), id) : undefined;
  };
  /** The key, for somebody who may take this step at some time: for anybody else its page does not exist. */
  const foundFor =
    (step: TokenStep) =>
    async (c: WebContext): Promise<ListedToken | undefined> => {
      const token = await found(c);
      const parties = token ? partiesOnToken(token, personOf(c)) : [];
      const mine = tokenTable.rows.some(
        (row) => row.step === step && row.by.some((party) => parties.includes(party)),
      );
      return mine ? token : undefined;
    };
  const show = async (c: WebContext, token: ListedToken, refusal?: string): Promise<Response> => {
    const parties = partiesOnToken(token, personOf(c));
    const now = web.kernel.clock();
    const due = dueOfToken(token, now, await delayAt(web.db, 'token-transit', now));
    return page(
      c,
      { title: `Clé n° ${token.serial}`, width: 'page', again: refusal ? 409 : undefined },
      <TokenPage
        token={token}
        moves={await movesOfToken(web.db, token.id)}
        turn={toldTurn(token, parties, due)}
        choices={choicesOnToken(token, parties, due.late)}
        refusal={refusal}
        now={now}
      />,
    );
  };
  routes.get('/cles/:id', async (c) => {
    const token = await found(c);
    return token ? show(c, token) : notFound(c);
  });

  const plain = (path: string, step: TokenStep): void => {
    routes.post(path, async (c) => {
      const token = await found(c);
      if (!token) return notFound(c);
      const moved = await web.kernel.transact(personOf(c), (act) => moveToken(act, token.id, step));
      if (!isRefusal(moved)) return c.redirect(handoverPaths.token(token.id), 303);
      return refused(c, moved, async ({ sentence }) => show(c, (await found(c)) ?? token, sentence));
    });
  };
  plain('/cles/:id/expedition', 'ship');
  plain('/cles/:id/retour', 'take-back');

  const common = {
    back: (token: ListedToken) => handoverPaths.token(token.id),
    backLabel: 'Retour à la clé',
    danger: true,
  };
  reasonedStep(web, routes, {
    ...common,
    path: '/cles/:id/signalement',
    find: foundFor('report'),
    group: 'token-reported',
    input: reportInput,
    button: 'Signaler cette clé',
    title: (token) => `Signaler la clé n° ${token.serial}`,
    lead: () =>
      'Le certificat est révoqué, un nouveau est demandé sur une autre clé. Un rendez-vous pris est annulé et le titulaire prévenu.',
    before: (_token, typed, errors) => (
      <RadioGroup
        name="what"
        legend="Qu’est-il arrivé ?"
        value={typedText(typed, 'what')}
        error={errors.what}
        options={[
          { value: 'lost', label: 'Elle est perdue ou volée' },
          { value: 'damaged', label: 'Elle est abîmée ou illisible' },
        ]}
      />
    ),
    take: (act, token, input) => reportToken(act, token.id, input),
  });
  reasonedStep(web, routes, {
    ...common,
    path: '/cles/:id/renvoi',
    find: foundFor('send-back'),
    group: 'token-sent-back',
    input: reasonInput,
    button: 'Noter le renvoi',
    title: (token) => `Renvoyer la clé n° ${token.serial} à l’autorité`,
    lead: () => 'Elle reste au compte du centre jusqu’à ce que l’autorité confirme l’avoir reçue.',
    danger: false,
    take: (act, token, input) => sendTokenBack(act, token.id, input),
  });
  reasonedStep(web, routes, {
    ...common,
    path: '/cles/:id/destruction',
    find: foundFor('destroy'),
    group: 'token-destroyed',
    input: destroyInput,
    button: 'Noter la destruction',
    title: (token) => `Destruction de la clé n° ${token.serial}`,
    lead: () => 'La destruction est notée avec son moyen et son témoin. C’est définitif.',
    after: (_token, typed, errors) => (
      <>
        <TextField
          name="method"
          label="Comment a-t-elle été détruite ?"
          hint="Par exemple : broyée, puce coupée en deux."
          width="full"
          maxlength={300}
          value={typedText(typed, 'method')}
          error={errors.method}
        />
        <TextField
          name="witness"
          label="Devant qui ?"
          hint="Prénom, nom et fonction du témoin."
          maxlength={120}
          value={typedText(typed, 'witness')}
          error={errors.witness}
        />
      </>
    ),
    take: (act, token, input) => destroyToken(act, token.id, input),
  });
  return routes;
}

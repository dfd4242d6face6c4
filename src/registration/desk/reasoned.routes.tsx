import { Hono } from 'hono';
import { z } from 'zod';
import { type ReasonGroup, reasonGiven, reasonInput, reasonsAt } from '#src/catalogue/index.js';
import type { Party } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { ofName } from '#src/platform/french/french.js';
import { type Again, readForm } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { abandonFile } from '#src/registration/file/abandon-file.js';
import { type FileView, piecesOfFile, viewFile } from '#src/registration/file/file-view.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import type { FileStep } from '#src/registration/holder-file.js';
import { holderName } from '#src/registration/holder-name.js';
import { filePaths } from '#src/registration/paths.js';
import type { Reason } from '#src/registration/types.js';
import { rejectFile } from './conclude-file.js';
import { ReasonPage } from './reason.page.js';
import { reopenFile } from './reopen-file.js';

interface Reasoned {
  readonly path: string;
  readonly step: FileStep;
  readonly as: readonly Party[];
  readonly group: ReasonGroup;
  readonly button: string;
  readonly title: (view: FileView) => string;
  readonly lead: string;
  readonly back: (id: string) => string;
  /** The pieces accepted are shown, to be ticked where they are to be replaced. */
  readonly withPieces?: boolean;
  readonly take: (
    act: Act,
    id: string,
    reason: Reason,
    replace: readonly string[],
  ) => Promise<FileFacts | Refusal>;
}

const reasonedInput = reasonInput.extend({
  pieces: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((ticked = []) => [ticked].flat()),
});

const abandonLead =
  'Aucune clé ne sera remise. Un rendez-vous pris est annulé, un certificat déjà émis est révoqué. C’est définitif : il faudrait une nouvelle commande.';

const reasoned: readonly Reasoned[] = [
  {
    path: '/mon-dossier/:id/abandon',
    step: 'abandon',
    as: ['holder'],
    group: 'abandon',
    button: 'Abandonner mon dossier',
    title: () => 'Abandonner mon dossier',
    lead: abandonLead,
    back: filePaths.mine,
    take: abandonFile,
  },
  {
    path: '/dossiers/:id/abandon',
    step: 'abandon',
    as: ['correspondent'],
    group: 'abandon',
    button: 'Abandonner ce dossier',
    title: (view) => `Abandonner le dossier ${ofName(holderName(view.facts))}`,
    lead: abandonLead,
    back: filePaths.followed,
    take: abandonFile,
  },
  {
    path: '/controle/:id/rejet',
    step: 'reject',
    as: ['registration-officer'],
    group: 'file-rejected',
    button: 'Rejeter le dossier',
    title: (view) => `Rejeter le dossier ${ofName(holderName(view.facts))}`,
    lead: 'Le titulaire et l’organisme reçoivent le motif. Un rendez-vous pris est annulé, le certificat émis est révoqué. Pour faire corriger une pièce, demandez plutôt des corrections.',
    back: (id) => filePaths.desked(id),
    take: rejectFile,
  },
  {
    path: '/controle/:id/reouverture',
    step: 'reopen',
    as: ['registration-officer'],
    group: 'reopen',
    button: 'Rouvrir le dossier',
    title: (view) => `Rouvrir le dossier ${ofName(holderName(view.facts))}`,
    lead: 'Le dossier revient au titulaire pour correction de ses données, et des pièces à remplacer. Un rendez-vous pris est annulé ; le certificat est gardé tant que les données restent les mêmes.',
    back: (id) => filePaths.desked(id),
    withPieces: true,
    take: reopenFile,
  },
];

/** Steps taken with a reason, each on its page. */
export function reasonedRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  const acceptedPieces = async ({ facts, now }: FileView) =>
    (await piecesOfFile(web.db, facts, now))
      .filter(({ document }) => document?.outcome === 'accepted')
      .map(({ expected }) => expected);
  for (const each of reasoned) {
    const show = async (c: WebContext, view: FileView, more: Again = {}) =>
      page(
        c,
        { title: each.title(view), width: 'reading', again: more.status },
        <ReasonPage
          title={each.title(view)}
          lead={each.lead}
          reasons={await reasonsAt(web.db, each.group, view.now)}
          typed={more.typed ?? {}}
          errors={more.errors ?? {}}
          refusal={more.refusal}
          pieces={each.withPieces ? await acceptedPieces(view) : undefined}
          back={each.back(view.facts.id)}
          action={c.req.path}
          button={each.button}
        />,
      );
    const view = (c: WebContext) =>
      viewFile(web.db, personOf(c), c.req.param('id') ?? '', web.kernel.clock(), each.as);
    routes.get(each.path, signedIn, async (c) => {
      const found = await view(c);
      if (!found) return notFound(c);
      if (!found.besides.some((row) => row.step === each.step)) {
        return c.redirect(each.back(found.facts.id), 303);
      }
      return show(c, found);
    });
    routes.post(each.path, signedIn, async (c) => {
      const found = await view(c);
      if (!found) return notFound(c);
      const { id } = found.facts;
      const form = await readForm(c, reasonedInput);
      if (!form.ok) return show(c, found, { typed: form.typed, errors: form.errors, status: 422 });
      const result = await web.kernel.transact(personOf(c), async (act) => {
        const given = await reasonGiven(act.tx, each.group, form.value, act.now);
        if (isRefusal(given)) return given;
        return each.take(act, id, given.reason, [...given.data.documents, ...form.value.pieces]);
      });
      if (isRefusal(result)) {
        return refused(c, result, ({ refused: code, sentence }, status) =>
          show(c, found, {
            typed: form.typed,
            status,
            ...(code === 'comment-missing' ? { errors: { comment: sentence } } : { refusal: sentence }),
          }),
        );
      }
      return c.redirect(each.back(id), 303);
    });
  }
  return routes;
}

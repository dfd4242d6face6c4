import { Hono } from 'hono';
import type { z } from 'zod';
import { reasonsAt } from '#src/catalogue/index.js';
import { type CertificationAuthority, orderPaths } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { type Again, readForm } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import {
  type CertificateRow,
  type CertificateStep,
  certificateTable,
  filePaths,
} from '#src/registration/index.js';
import { CertificatePage } from './certificate.page.js';
import { type CertificateView, viewCertificate } from './certificate-view.js';
import { ConfirmationPage } from './confirmation.page.js';
import { noteConfirmation } from './note-confirmation.js';
import { certificatePaths } from './paths.js';
import { revokeCertificate } from './revoke-certificate.js';
import { StopCertificatePage } from './stop-certificate.page.js';
import { confirmationInput, revokeInput, suspendInput } from './stop-inputs.js';
import { resumeCertificate, suspendCertificate } from './suspend-certificate.js';

interface Stop<S extends z.ZodType> {
  readonly step: 'revoke' | 'suspend';
  readonly path: (id: string) => string;
  readonly group: 'revocation' | 'suspension';
  readonly title: string;
  readonly input: S;
  readonly take: (act: Act, id: string, input: z.output<S>) => Promise<CertificateRow | Refusal>;
}

const revocation: Stop<typeof revokeInput> = {
  step: 'revoke',
  path: certificatePaths.revoke,
  group: 'revocation',
  title: 'Révoquer le certificat',
  input: revokeInput,
  take: revokeCertificate,
};
const suspension: Stop<typeof suspendInput> = {
  step: 'suspend',
  path: certificatePaths.suspend,
  group: 'suspension',
  title: 'Suspendre le certificat',
  input: suspendInput,
  take: suspendCertificate,
};

/** `/certificats/…`: the certificate's page, its suspension and its end. */
export function certificateRoutes(web: Web, authority: CertificationAuthority): WebRoutes {
  const routes = new Hono<WebEnv>();
  routes.use(certificatePaths.certificate('*'), signedIn);
  const find = (c: WebContext): Promise<CertificateView | undefined> =>
    viewCertificate(web.db, personOf(c), c.req.param('id') ?? '', {
      now: web.kernel.clock(),
      byHand: authority.byHand ?? false,
    });

  routes.get(certificatePaths.certificate(':id'), async (c) => {
    const view = await find(c);
    return view ? certificatePage(c, view) : notFound(c);
  });
  routes.post(certificatePaths.resume(':id'), async (c) => {
    const view = await find(c);
    if (!view || !mayEver(view, 'resume')) return notFound(c);
    const result = await web.kernel.transact(personOf(c), (act) => resumeCertificate(act, view.facts.id));
    if (!isRefusal(result)) return c.redirect(certificatePaths.certificate(view.facts.id), 303);
    return refused(c, result, async ({ sentence }, status) =>
      certificatePage(c, (await find(c)) ?? view, { refusal: sentence, status }),
    );
  });
  confirmationRoutes(web, routes, find);
  stopRoutes(web, routes, find, revocation);
  stopRoutes(web, routes, find, suspension);
  return routes;
}

type Find = (c: WebContext) => Promise<CertificateView | undefined>;

function confirmationRoutes(web: Web, routes: WebRoutes, find: Find): void {
  const show = (c: WebContext, view: CertificateView, more: Again = {}): Response | Promise<Response> => {
    const call = view.unconfirmed;
    if (!call) return certificatePage(c, view, more);
    const { typed = {}, errors = {}, refusal } = more;
    return page(
      c,
      { title: 'Confirmation de l’autorité', width: 'reading', again: more.status },
      <ConfirmationPage {...{ view, call, typed, errors, refusal }} />,
    );
  };
  routes.get(certificatePaths.confirm(':id'), async (c) => {
    const view = await find(c);
    if (!view || !mayEver(view, 'confirm')) return notFound(c);
    return view.unconfirmed ? show(c, view) : c.redirect(certificatePaths.certificate(view.facts.id), 303);
  });
  routes.post(certificatePaths.confirm(':id'), async (c) => {
    const view = await find(c);
    if (!view || !mayEver(view, 'confirm')) return notFound(c);
    const form = await readForm(c, confirmationInput);
    if (!form.ok) return show(c, view, { ...form, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) =>
      noteConfirmation(act, view.facts.id, form.value),
    );
    if (!isRefusal(result)) return c.redirect(certificatePaths.certificate(view.facts.id), 303);
    return refused(c, result, async ({ refused: code, sentence }, status) => {
      const said = code === 'confirmation-day' ? { errors: { on: sentence } } : { refusal: sentence };
      return show(c, (await find(c)) ?? view, { typed: form.typed, status, ...said });
    });
  });
}

function stopRoutes<S extends z.ZodType>(web: Web, routes: WebRoutes, find: Find, stop: Stop<S>): void {
  const show = async (c: WebContext, view: CertificateView, more: Again = {}): Promise<Response> =>
    page(
      c,
      { title: stop.title, width: 'reading', again: more.status },
      <StopCertificatePage
        view={view}
        step={stop.step}
        reasons={await reasonsAt(web.db, stop.group, view.now)}
        typed={more.typed ?? {}}
        errors={more.errors ?? {}}
        refusal={more.refusal}
      />,
    );
  routes.get(stop.path(':id'), async (c) => {
    const view = await find(c);
    if (!view || !mayEver(view, stop.step)) return notFound(c);
    if (!view.besides.has(stop.step)) return c.redirect(certificatePaths.certificate(view.facts.id), 303);
    return show(c, view);
  });
  routes.post(stop.path(':id'), async (c) => {
    const view = await find(c);
    if (!view || !mayEver(view, stop.step)) return notFound(c);
    const form = await readForm(c, stop.input);
    if (!form.ok) return show(c, view, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) => stop.take(act, view.facts.id, form.value));
    if (!isRefusal(result)) return c.redirect(certificatePaths.certificate(view.facts.id), 303);
    return refused(c, result, async ({ refused: code, sentence }, status) =>
      code === 'no-longer-possible'
        ? certificatePage(c, (await find(c)) ?? view, { refusal: sentence, status })
        : show(c, view, {
            typed: form.typed,
            status,
            ...(code === 'comment-missing' ? { errors: { comment: sentence } } : { refusal: sentence }),
          }),
    );
  });
}

/** Whether the table gives the step to one of the viewer's parties, in whatever state: elsewhere it does not exist. */
function mayEver(view: CertificateView, step: CertificateStep): boolean {
  return certificateTable.rows.some(
    (row) => row.step === step && row.by.some((party) => view.parties.includes(party)),
  );
}

function certificatePage(c: WebContext, view: CertificateView, more: Again = {}): Promise<Response> {
  const { facts, parties } = view;
  const holds = parties.includes('holder');
  const follows = parties.includes('correspondent') || parties.includes('purchasing-officer');
  const back = holds
    ? { href: filePaths.mine(facts.file_id), label: 'Retour à mon dossier' }
    : follows
      ? { href: filePaths.followed(facts.file_id), label: 'Retour au dossier' }
      : { href: orderPaths.order(facts.order_id), label: 'Retour à la commande' };
  return page(
    c,
    { title: 'Certificat', width: 'reading', again: more.status },
    <CertificatePage view={view} back={back} refusal={more.refusal} />,
  );
}

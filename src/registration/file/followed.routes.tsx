import { Hono } from 'hono';
import { z } from 'zod';
import type { Party } from '#src/directory/index.js';
import { mailsSent } from '#src/orders/index.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { ofName } from '#src/platform/french/french.js';
import { type Again, readForm, type Typed } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { recordCertificate, recordInput } from '#src/registration/certificate/record-certificate.js';
import { RecordCertificatePage } from '#src/registration/certificate/record-certificate.page.js';
import { holderName } from '#src/registration/holder-name.js';
import { filePaths } from '#src/registration/paths.js';
import type { FileSlots } from '#src/registration/slots.js';
import { draftOf } from '#src/registration/store.js';
import { identityInput } from './file-input.js';
import { type FileView, piecesOfFile, viewFile } from './file-view.js';
import { fillInFile, saveDraft } from './fill-in-file.js';
import { FollowedPage, mayRecord } from './followed.page.js';
import { IdentityPage, typedIdentity } from './identity.page.js';
import { stepPage } from './step-page.js';

const followers: readonly Party[] = [
  'correspondent',
  'certification-agent',
  'purchasing-officer',
  'delivery-officer',
  'registration-officer',
];
const preparers: readonly Party[] = ['correspondent', 'certification-agent'];

/** `/dossiers/…`: the file as its organisation and the officers of its order follow it, and prepare it. */
export function followedRoutes(web: Web, slots: FileSlots): WebRoutes {
  const routes = new Hono<WebEnv>();
  routes.use('/dossiers/*', signedIn);
  const view = (c: WebContext, as: readonly Party[]): Promise<FileView | undefined> =>
    viewFile(web.db, personOf(c), c.req.param('id') ?? '', web.kernel.clock(), as);

  routes.get('/dossiers/:id', async (c) => {
    const found = await view(c, followers);
    if (!found) return notFound(c);
    return page(
      c,
      { title: `Dossier ${ofName(holderName(found.facts))}`, width: 'page' },
      <FollowedPage
        view={found}
        pieces={await piecesOfFile(web.db, found.facts, found.now)}
        stepPage={stepPage(slots, found, c)}
        mails={await mailsSent(web.db, { file: found.facts.id }, found.parties, found.now)}
      >
        {await slots.cards(web.db, found.facts, personOf(c), found.now)}
      </FollowedPage>,
    );
  });

  const preparePage = (c: WebContext, found: FileView, more: Again & { typed: Typed }) => {
    const { id } = found.facts;
    return page(
      c,
      { title: 'Préparer les données du titulaire', width: 'reading', again: more.status },
      <IdentityPage
        view={found}
        onBehalf
        typed={more.typed}
        errors={more.errors ?? {}}
        refusal={more.refusal}
        back={filePaths.followed(id)}
        action={filePaths.prepare(id)}
        draft={filePaths.prepareDraft(id)}
      />,
    );
  };
  routes.get('/dossiers/:id/donnees', async (c) => {
    const found = await view(c, preparers);
    if (!found) return notFound(c);
    if (!found.besides.some((row) => row.step === 'fill-in')) {
      return c.redirect(filePaths.followed(found.facts.id), 303);
    }
    const draft = await draftOf(web.db, found.facts.id);
    return preparePage(c, found, { typed: draft ?? typedIdentity(found.facts) });
  });
  routes.post('/dossiers/:id/donnees', async (c) => {
    const found = await view(c, preparers);
    if (!found) return notFound(c);
    const form = await readForm(c, identityInput);
    if (!form.ok) return preparePage(c, found, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) =>
      fillInFile(act, found.facts.id, form.value),
    );
    if (isRefusal(result)) {
      return refused(c, result, ({ refused: code, sentence }, status) =>
        preparePage(c, found, {
          typed: form.typed,
          status,
          ...(code === 'birth-date' ? { errors: { birthDate: sentence } } : { refusal: sentence }),
        }),
      );
    }
    return c.redirect(filePaths.followed(found.facts.id), 303);
  });
  routes.post('/dossiers/:id/donnees/brouillon', async (c) => {
    const found = await view(c, preparers);
    if (!found) return notFound(c);
    const { typed } = await readForm(c, z.object({}));
    const result = await web.kernel.transact(personOf(c), (act) => saveDraft(act, found.facts.id, typed));
    return c.body(null, isRefusal(result) ? 409 : 204);
  });

  const recordPage = (c: WebContext, found: FileView, more: Again = {}) =>
    page(
      c,
      { title: 'Noter le certificat', width: 'reading', again: more.status },
      <RecordCertificatePage
        view={found}
        typed={more.typed ?? {}}
        errors={more.errors ?? {}}
        refusal={more.refusal}
      />,
    );
  routes.get('/dossiers/:id/certificat', async (c) => {
    const found = await view(c, ['purchasing-officer']);
    if (!found) return notFound(c);
    if (!mayRecord(found)) return c.redirect(filePaths.followed(found.facts.id), 303);
    return recordPage(c, found);
  });
  routes.post('/dossiers/:id/certificat', async (c) => {
    const found = await view(c, ['purchasing-officer']);
    if (!found) return notFound(c);
    const form = await readForm(c, recordInput);
    if (!form.ok) return recordPage(c, found, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) =>
      recordCertificate(act, found.facts.id, form.value),
    );
    if (isRefusal(result)) {
      return refused(c, result, ({ refused: code, sentence }, status) =>
        recordPage(c, found, {
          typed: form.typed,
          status,
          ...(code === 'certificate-issued' ? { refusal: sentence } : { errors: { certificate: sentence } }),
        }),
      );
    }
    return c.redirect(filePaths.followed(found.facts.id), 303);
  });
  return routes;
}

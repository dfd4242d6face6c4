import { Hono } from 'hono';
import type { Person } from '#src/platform/acts/actor.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { searched } from '#src/platform/lists/search.js';
import { onlyFor } from '#src/platform/sign-in/only-for.js';
import { uuidPattern } from '#src/platform/uuid.js';
import { fileResponse, readFile } from '#src/platform/web/files.js';
import { notFound, page } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { MailPage } from './mail.page.js';
import { countMails, listMails, mailPaging } from './mail-list.js';
import { MailListPage } from './mail-list.page.js';
import { mailPaths } from './mail-paths.js';
import { mailStates } from './mail-states.js';
import { type MailState, readMail, type StoredMail } from './mail-store.js';
import { sendMailAgain } from './send-mail-again.js';

/** The page of the mail: administrators; in the demonstration everybody, since it is everybody's mailbox. */
export function mailRoutes(web: Web, administers: (actor: Person) => boolean): WebRoutes {
  const app = new Hono<WebEnv>();
  const { db, demonstration } = web;
  const readable = (mail: StoredMail): boolean => demonstration || mail.secretUntil === null;

  if (!demonstration) app.use('/courrier/*', onlyFor(administers));

  app.get('/courrier', async (c) => {
    const query = new URL(c.req.url).searchParams;
    const state = query.get('etat') ?? '';
    const search = {
      state: Object.hasOwn(mailStates, state) ? (state as MailState) : undefined,
      words: searched(query, 'mots'),
    };
    const wanted = pageWanted(query, mailPaging);
    const found = await listMails(db, search, wanted);
    const total = await countMails(db, search);
    const now = web.kernel.clock();
    return page(
      c,
      { title: 'Courrier envoyé', width: 'desk' },
      <MailListPage
        list={{ path: mailPaths.list, query, wanted, page: found, total }}
        {...{ now, demonstration }}
      />,
    );
  });

  app.get(`/courrier/:id{${uuidPattern}}`, async (c) => {
    const mail = await readMail(db, c.req.param('id'));
    return mail ? show(c, mail) : notFound(c);
  });

  app.get(`/courrier/:id{${uuidPattern}}/apercu`, async (c) => {
    const mail = await readMail(db, c.req.param('id'));
    if (!mail || !readable(mail) || mail.htmlBody === '') return notFound(c);
    c.header('Content-Security-Policy', previewPolicy);
    c.header('Cache-Control', 'no-store');
    return c.html(mail.htmlBody.replace('<head>', '<head><base target="_top">'));
  });

  app.get(`/courrier/:id{${uuidPattern}}/pieces/:index{[1-9]}`, async (c) => {
    const mail = await readMail(db, c.req.param('id'));
    const attachment = mail?.attachments[Number(c.req.param('index')) - 1];
    const file = attachment && demonstration ? await readFile(db, attachment.fileId) : undefined;
    return file ? fileResponse(file, 'attachment') : notFound(c);
  });

  app.post(`/courrier/:id{${uuidPattern}}/reprise`, onlyFor(administers), async (c) => {
    const mail = await readMail(db, c.req.param('id'));
    if (!mail) return notFound(c);
    const result = await web.kernel.transact(personOf(c), (act) => sendMailAgain(act, mail));
    return isRefusal(result) ? show(c, mail, result.sentence) : c.redirect(mailPaths.one(mail.id), 303);
  });

  function show(c: WebContext, mail: StoredMail, refusal?: string): Promise<Response> {
    const now = web.kernel.clock();
    return page(
      c,
      { title: mail.subject, status: refusal ? 409 : 200 },
      <MailPage {...{ mail, now, refusal }} readable={readable(mail)} />,
    );
  }

  return app;
}

/** A mail is shown as a mail client does: its own styles, no script, nothing fetched. */
const previewPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

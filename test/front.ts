import type { Hono } from 'hono';
import { sql } from 'kysely';
import type { Kernel } from '#src/platform/acts/act.js';
import { createJobs, type Jobs } from '#src/platform/jobs/jobs.js';
import { createLog } from '#src/platform/log.js';
import { createMailWorker } from '#src/platform/mail/mail-worker.js';
import { createSignIn, type SignIn } from '#src/platform/sign-in/sign-in.js';
import { signInRoutes } from '#src/platform/sign-in/sign-in.routes.js';
import type { Shell } from '#src/platform/ui/layout.js';
import { createHttp } from '#src/platform/web/http.js';
import type { LimitSettings } from '#src/platform/web/limits.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { type FreshDatabase, freshDatabase } from './database.js';
import { testKernel, testSecret } from './kernel.js';
import { Visitor } from './visitor.js';

export interface Front {
  database: FreshDatabase;
  kernel: Kernel;
  jobs: Jobs;
  signIn: SignIn;
  app: Hono<WebEnv>;
  /** A new browser, with nobody signed in. */
  visitor(address?: string): Visitor;
  /** The code in the last mail to that address. */
  codeFor(email: string): Promise<string>;
  /** Runs the jobs that wait, once. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
}

interface FrontOptions {
  baseUrl?: string;
  demonstration?: boolean;
  limits?: LimitSettings;
  routes?: (parts: { web: Web; signIn: SignIn; jobs: Jobs }) => WebRoutes[];
}

/** A page with nothing around it: no menu, nobody named. */
export async function bareShell(): Promise<Shell> {
  return { home: '/', nav: [], person: null, footer: { links: [], contact: '' }, scheme: 'auto' };
}

/** The platform's own front door, before any slice: sign-in, doors, and the routes given. */
export async function openFront(options: FrontOptions = {}): Promise<Front> {
  const database = await freshDatabase();
  const { db, pool } = database;
  const log = createLog('silent');
  const baseUrl = options.baseUrl ?? 'http://localhost';
  const mailWorker = createMailWorker({ from: 'ne-pas-repondre@exemple.fr' });
  const contact = async () => ({
    name: 'Nolwenn Kerviel',
    phone: '02 61 91 00 10',
    email: 'certificats@exemple.fr',
  });
  const queues: { queue: string; data: unknown }[] = [];
  const jobs = await createJobs({ pool, log, reactions: [], workers: [mailWorker], schedules: [] });
  const kernel = testKernel({
    db,
    baseUrl,
    jobs: {
      react: (...args) => jobs.react(...args),
      send: async (_tx, queue, data) => void queues.push({ queue, data }),
      wake: () => {},
    },
  });
  const signIn = createSignIn({
    kernel,
    pool,
    secret: testSecret,
    log,
    contact,
    ...(options.limits && { limits: options.limits }),
  });
  const workers = new Map([mailWorker, ...signIn.workers].map((worker) => [worker.queue, worker]));
  const web: Web = { kernel, db, log, baseUrl, demonstration: options.demonstration ?? false };
  const routes = [
    signInRoutes(web, { signIn, behindProxy: false }),
    ...(options.routes?.({ web, signIn, jobs }) ?? []),
  ];
  const app = createHttp({
    web,
    routes,
    actorOf: signIn.actorOf,
    shellOf: bareShell,
  });
  return {
    database,
    kernel,
    jobs,
    signIn,
    app,
    visitor: (address) => new Visitor(app, address),
    async codeFor(email) {
      const { rows } = await sql<{ text_body: string }>`SELECT text_body FROM mails
        WHERE recipient = ${email} AND kind = 'sign-in-code' ORDER BY id DESC LIMIT 1`.execute(db);
      const code = /^ {4}(\d{3}) (\d{3})$/m.exec(rows[0]?.text_body ?? '');
      if (!code) throw new Error(`no code was mailed to ${email}`);
      return `${code[1]}${code[2]}`;
    },
    async runJobs() {
      for (let job = queues.shift(); job; job = queues.shift()) {
        await workers.get(job.queue)?.run(kernel, job.data);
      }
    },
    async close() {
      await jobs.stop();
      await database.drop();
    },
  };
}

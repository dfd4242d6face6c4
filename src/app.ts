import type { Hono } from 'hono';
import type pg from 'pg';
import { billing } from '#src/billing/slice.js';
import { catalogueSlice } from '#src/catalogue/slice.js';
import { administersAll, purchasingBody } from '#src/directory/index.js';
import { directory } from '#src/directory/slice.js';
import { handover } from '#src/handover/slice.js';
import { lifetime } from '#src/lifetime/slice.js';
import type { CertificationAuthority } from '#src/orders/index.js';
import { ordersSlice } from '#src/orders/slice.js';
import { createShell, fileSlots, orderSlots } from '#src/overview/index.js';
import { overviewSlice } from '#src/overview/slice.js';
import { createKernel, type Kernel } from '#src/platform/acts/act.js';
import type { Clock } from '#src/platform/acts/clock.js';
import type { Database } from '#src/platform/database/database.js';
import { createJobs, type Jobs } from '#src/platform/jobs/jobs.js';
import { jobRoutes } from '#src/platform/jobs/jobs.routes.js';
import { createJobsAtOnce } from '#src/platform/jobs/jobs-at-once.js';
import type { Log } from '#src/platform/log.js';
import { mailRoutes } from '#src/platform/mail/mail.routes.js';
import { createMailWorker } from '#src/platform/mail/mail-worker.js';
import { createSignIn, type SignIn } from '#src/platform/sign-in/sign-in.js';
import { signInRoutes } from '#src/platform/sign-in/sign-in.routes.js';
import { followersOf, type Slice } from '#src/platform/slice.js';
import { createHttp } from '#src/platform/web/http.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { registration } from '#src/registration/slice.js';
import { type Proofs, sealsSlice } from '#src/seals/slice.js';

export interface AppParts {
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly baseUrl: string;
  readonly secret: string;
  /** Personas, the page of the mail sent, a banner; what is issued is marked TEST. */
  readonly demonstration: boolean;
  readonly mail: Parameters<typeof createMailWorker>[0];
  readonly authority: CertificationAuthority;
  /** Seal and timestamps; without them documents are not sealed, nor the journal's heads timestamped. */
  readonly proofs?: Proofs;
  readonly behindProxy?: boolean;
  /** Steps taken for the history of the demonstration: jobs are done at once instead of queued. */
  readonly jobsAtOnce?: boolean;
  /** How far the demonstration is filled; null when it is whole. */
  readonly filling?: () => Promise<{ done: number; total: number } | null>;
  /** Pages that only the demonstration has. */
  readonly extraRoutes?: (given: { web: Web; signIn: SignIn }) => readonly WebRoutes[];
}

export interface App {
  readonly http: Hono<WebEnv>;
  readonly kernel: Kernel;
  readonly jobs: Omit<Jobs, 'boss'>;
  readonly signIn: SignIn;
  readonly web: Web;
}

/** The one list of slices, in the order of the procedure. */
export function slicesOf(authority: CertificationAuthority, proofs: Proofs = {}): Slice[] {
  return [
    directory,
    catalogueSlice,
    sealsSlice(proofs),
    ordersSlice({ authority, slots: orderSlots }),
    registration(authority, fileSlots),
    handover,
    billing,
    lifetime(authority),
    overviewSlice,
  ];
}

/** Puts the slices together on a database; starts nothing but the queues. */
export async function createApp(parts: AppParts): Promise<App> {
  const { db, pool, clock, log, baseUrl, demonstration } = parts;
  const slices = slicesOf(parts.authority, parts.proofs);
  // The kernel sends through the queues, and the queues' schedules need the kernel: sign-in comes in between.
  let jobs: Omit<Jobs, 'boss'> | undefined;
  const kernel = createKernel({
    db,
    clock,
    baseUrl,
    test: demonstration,
    keepsMails: !parts.mail.smtpUrl,
    secret: parts.secret,
    followers: followersOf(slices),
    jobs: {
      react: (tx, line, event) => needed(jobs).react(tx, line, event),
      send: (tx, queue, data) => needed(jobs).send(tx, queue, data),
      wake: () => needed(jobs).wake(),
    },
  });
  const signIn = createSignIn({
    kernel,
    pool,
    secret: parts.secret,
    log,
    contact: () => contactOf(db, parts.mail.from),
  });
  const given = {
    log,
    reactions: slices.flatMap((slice) => slice.reactions ?? []),
    workers: [
      createMailWorker(parts.mail),
      ...signIn.workers,
      ...slices.flatMap((slice) => slice.workers ?? []),
    ],
    schedules: [...signIn.schedules, ...slices.flatMap((slice) => slice.schedules ?? [])],
  };
  const boss = parts.jobsAtOnce ? undefined : await createJobs({ pool, ...given });
  jobs = boss ?? createJobsAtOnce(given);
  const web: Web = { kernel, db, log, baseUrl, demonstration };
  const http = createHttp({
    web,
    routes: [
      signInRoutes(web, { signIn, behindProxy: parts.behindProxy ?? false }),
      mailRoutes(web, administersAll),
      ...(boss ? [jobRoutes(web, { jobs: boss, administers: administersAll })] : []),
      ...(parts.extraRoutes?.({ web, signIn }) ?? []),
      ...slices.flatMap((slice) => (slice.routes ? [slice.routes(web)] : [])),
    ],
    actorOf: signIn.actorOf,
    shellOf: createShell(web, parts.filling),
  });
  return { http, kernel, jobs, signIn, web };
}

function needed(jobs: Omit<Jobs, 'boss'> | undefined): Omit<Jobs, 'boss'> {
  if (!jobs) throw new Error('the queues are not open yet');
  return jobs;
}

/** Whom mails without an order name: the purchasing body; until there is one, whoever sends the mails. */
async function contactOf(
  db: Database,
  from: string,
): Promise<{ name: string; phone: string; email: string }> {
  const buyer = await purchasingBody(db);
  if (buyer) return { name: buyer.contactName, phone: buyer.contactPhone, email: buyer.contactEmail };
  const [, name = 'Clé en main', email = from] = /^(.+) <(.+)>$/.exec(from) ?? [];
  return { name, phone: '', email };
}

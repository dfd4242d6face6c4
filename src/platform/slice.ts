import type { Follower } from './acts/act.js';
import type { Schedule, Worker } from './jobs/jobs.js';
import type { Reaction } from './jobs/reactions.js';
import type { Web, WebRoutes } from './web/web.js';

/** What a slice gives to `app.ts`, which mounts it: pages, what follows its and its neighbours' events, the calendar. */
export interface Slice {
  readonly name: string;
  readonly routes?: (web: Web) => WebRoutes;
  /** In the same transaction as the event. */
  readonly followers?: readonly { readonly on: readonly string[]; readonly run: Follower }[];
  /** In a job of their own, once for each line. */
  readonly reactions?: readonly Reaction[];
  readonly workers?: readonly Worker[];
  readonly schedules?: readonly Schedule[];
}

/** Who follows which event, of all these slices, in their order. */
export function followersOf(slices: readonly Slice[]): Map<string, Follower[]> {
  const followers = new Map<string, Follower[]>();
  for (const { on, run } of slices.flatMap((slice) => slice.followers ?? [])) {
    for (const type of on) followers.set(type, [...(followers.get(type) ?? []), run]);
  }
  return followers;
}

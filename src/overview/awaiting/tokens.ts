import { type RawBuilder, sql } from 'kysely';
import { delayAt, dueDates } from '#src/catalogue/index.js';
import { handoverPaths, tokensToChase, tokensToReceive, tokensToSendBack } from '#src/handover/index.js';
import { bodiesOf, hasPart } from '#src/platform/acts/actor.js';
import { countOfStates } from '#src/platform/acts/state-counts.js';
import { lateSince } from './late.js';
import { type Reader, type Source, type Todo, upTo } from './source.js';

interface QueuedToken {
  readonly id: string;
  readonly state: string;
  readonly since: Date;
  readonly given_names: string;
  readonly surname: string;
  readonly organisation_name: string;
}

const centresOf = ({ actor }: Reader): string[] => bodiesOf(actor, 'delivery-officer');

/** Keys on their way, to be noted as they come, and those that lie at the centre for nobody. */
export const tokensAtCentre: Source = {
  title: 'Clés à recevoir ou à renvoyer',
  list: handoverPaths.tokens,
  mayAwait: (actor) => hasPart(actor, 'delivery-officer'),
  counted: (reader) =>
    sql<number>`(${countOfStates('token', centresOf(reader), ['in-transit'])}
      + ${upTo(tokensToSendBack(centresOf(reader)))})`,
  async items(reader) {
    const words = {
      'in-transit': 'Noter la réception de la clé',
      received: 'Renvoyer la clé',
      damaged: 'Renvoyer la clé abîmée',
    };
    return [
      ...(await first(reader, tokensToReceive(centresOf(reader)), words)),
      ...(await first(reader, tokensToSendBack(centresOf(reader)), words)),
    ];
  },
};

/** Keys that the authority or the post owes for too long, and damaged ones that the authority kept. */
export const tokensHeldUp: Source = {
  title: 'Clés à rechercher ou à clore',
  mayAwait: (actor) => hasPart(actor, 'purchasing-officer'),
  counted: async (reader) => upTo(await heldUp(reader)),
  items: async (reader) =>
    first(reader, await heldUp(reader), {
      'at-authority': 'Relancer l’autorité : clé à expédier',
      'in-transit': 'Rechercher la clé attendue',
      damaged: 'Noter la destruction de la clé abîmée',
      returning: 'Relancer l’autorité : clé renvoyée',
    }),
};

/** But for those that a validated file waits for, late itself: it stands among the files. */
async function heldUp({ db, actor, now }: Reader): Promise<RawBuilder<unknown>> {
  const late = lateSince(await delayAt(db, 'token-transit', now), now);
  return sql`${tokensToChase(bodiesOf(actor, 'purchasing-officer'), late)}
    AND NOT (t.state IN ('at-authority', 'in-transit') AND EXISTS (
      SELECT FROM file_facts f WHERE f.id = t.file_id AND f.certificate_id = t.certificate_id
         AND f.certificate_state = 'issued' AND f.state = 'validated' AND f.since <= ${late}))`;
}

async function first(
  { db, now, most }: Reader,
  rows: RawBuilder<unknown>,
  words: Readonly<Record<string, string>>,
): Promise<Todo[]> {
  const found = await sql<QueuedToken>`SELECT k.* FROM (
      SELECT t.id FROM ${rows} ORDER BY t.since, t.id LIMIT ${most}) AS q
    JOIN token_queue k ON k.id = q.id ORDER BY k.since, k.id`.execute(db);
  const delay = await delayAt(db, 'token-transit', now);
  return found.rows.map((token) => {
    const until = awaitedOutside.includes(token.state) ? dueDates(delay, token.since).end : undefined;
    return {
      what: words[token.state] ?? '',
      whom: `${token.given_names} ${token.surname}, ${token.organisation_name}`,
      href: handoverPaths.token(token.id),
      since: token.since,
      until,
      late: until !== undefined && until <= now,
    };
  });
}

/** States that end when the authority or the post does its part: the delay of a key's way runs. */
const awaitedOutside = ['at-authority', 'in-transit', 'returning'];

import { type RawBuilder, sql } from 'kysely';

/** What somebody looks for, as it stands in the URL: 100 characters, without those that no text holds. */
export function searched(query: URLSearchParams, name = 'q'): string {
  return (query.get(name) ?? '').replaceAll(/\p{C}/gu, ' ').trim().slice(0, 100).trim();
}

/** A fragment for LIKE, in which nothing stands for anything else. */
export function fragment(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/** For LIKE: what begins so. */
export function begins(text: string): string {
  return fragment(text).slice(1);
}

const mostWords = 6;

/** A column of lower-case letters without accents holds each word, in whatever order. */
export function holdsWords(column: RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  const words = text.split(/\s+/).filter(Boolean).slice(0, mostWords);
  return sql<boolean>`(${sql.join(
    words.map((word) => sql`${column} LIKE lower(f_unaccent(${fragment(word)}))`),
    sql` AND `,
  )})`;
}

/** The text may be the beginning of a number: « 2026-35-01 ». */
export function isNumber(text: string): boolean {
  return /^[0-9A-Z][0-9A-Z._/:-]{2,63}$/i.test(text) && /\d/.test(text);
}

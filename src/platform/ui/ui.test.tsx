import { describe, expect, test } from 'vitest';
import { gallery, pages } from '#test/gallery/app.js';
import { validHtml } from '#test/html.js';
import { ErrorSummary, TextField, withQuery } from './index.js';

test.each(Object.keys(pages))(
  'the page « %s » of the gallery is valid HTML without inline style or script',
  async (name) => {
    const html = await (await gallery().request(`/${name}`)).text();
    expect(await validHtml(html)).toEqual([]);
    expect(html).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+="/);
  },
);

describe('a refused field', () => {
  const html = String(
    <TextField
      name="holders[0].email"
      label="Adresse"
      hint="En entier"
      error="Écrivez l’adresse"
      value={'"><b>'}
    />,
  );

  test('is tied to its hint and its error, in that order', () => {
    expect(html).toContain('id="holders-0-email" name="holders[0].email"');
    expect(html).toContain(
      'aria-describedby="holders-0-email-aide holders-0-email-erreur" aria-invalid="true"',
    );
  });

  test('gives back what was typed, escaped', () => expect(html).toContain('value="&quot;&gt;&lt;b&gt;"'));

  test('is where the summary leads', () => {
    const summary = String(
      <ErrorSummary errors={[{ field: 'holders[0].email', message: 'Écrivez l’adresse' }]} />,
    );
    expect(summary).toContain('href="#holders-0-email"');
    expect(summary).toContain('Un point est à corriger');
  });
});

test('no error, no summary', () => expect(String(<ErrorSummary errors={[]} />)).toBe(''));

test('sorting keeps the filters and goes back to the first page', () => {
  const query = new URLSearchParams('etat=ouverts&apres=42');
  expect(withQuery('/dossiers', query, { tri: 'nom', sens: null })).toBe('/dossiers?etat=ouverts&tri=nom');
});

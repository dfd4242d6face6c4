import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptSecret } from '#src/platform/sign-in/secret.js';
import { ConfigError, readConfig } from './config.js';
import { configReference } from './config-reference.js';

const production = {
  NODE_ENV: 'production',
  SECRET: 'x'.repeat(32),
  BASE_URL: 'https://cle.exemple.fr/',
  BEHIND_PROXY: 'oui',
  SMTP_URL: 'smtps://cle:motdepasse@courrier.exemple.fr:465',
};

test('an empty environment gives the demonstration on localhost', () => {
  expect(readConfig({ PORT: '', SECRET: ' ' })).toMatchObject({
    production: false,
    demonstration: true,
    port: 3000,
    host: '127.0.0.1',
    baseUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    smtpUrl: undefined,
    secret: undefined,
    logLevel: 'info',
    mailFrom: 'Clé en main <ne-pas-repondre@localhost>',
  });
});

test('every wrong variable is named, with what to write instead', () => {
  expect(
    problemsOf({ PORT: '80a', BASE_URL: 'cle.exemple.fr', SMTP_URL: 'http://x', LOG_LEVEL: 'fort' }),
  ).toEqual({
    PORT: 'écrivez un numéro de port, par exemple 3000.',
    BASE_URL: 'écrivez l’adresse publique, par exemple https://cle.exemple.fr.',
    SMTP_URL: 'écrivez une adresse comme smtps://compte:motdepasse@serveur:465.',
    LOG_LEVEL: 'écrivez fatal, error, warn, info, debug, trace ou silent.',
  });
});

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['HOST', 'a b'],
  ['BASE_URL', 'https://cle.exemple.fr/chemin'],
  ['BASE_URL', 'https://compte@cle.exemple.fr'],
  ['BASE_URL', 'ftp://cle.exemple.fr'],
  ['DATA_DIR', 'donnees'],
  ['DATABASE_URL', 'mysql://serveur/base'],
  ['MAIL_FROM', 'Clé en main'],
  ['SECRET', 'court'],
  ['DEMONSTRATION', 'peut-être'],
  ['NODE_ENV', 'prod'],
])('%s=%s is refused', (variable, value) => {
  expect(Object.keys(problemsOf({ [variable]: value }))).toEqual([variable]);
});

test('a secret never appears in the error that names it', () => {
  expect(() => readConfig({ SECRET: 'court', DATABASE_URL: 'x://a:motdepasse@b' })).not.toThrow(
    /court|motdepasse@b/,
  );
});

test('production is complete, without demonstration and without a slash at the end of its address', () => {
  expect(readConfig(production)).toMatchObject({
    production: true,
    demonstration: false,
    baseUrl: 'https://cle.exemple.fr',
    behindProxy: true,
    mailFrom: 'Clé en main <ne-pas-repondre@cle.exemple.fr>',
  });
});

test('production without secret, address and mail server is refused, and so is the demonstration', () => {
  const problems = problemsOf({ NODE_ENV: 'production', DEMONSTRATION: 'oui' });
  expect(Object.keys(problems).sort()).toEqual([
    'BASE_URL',
    'BEHIND_PROXY',
    'DEMONSTRATION',
    'SECRET',
    'SMTP_URL',
  ]);
  expect(Object.keys(problemsOf({ ...production, BASE_URL: 'http://cle.exemple.fr' }))).toEqual(['BASE_URL']);
});

test('the clock may be set ahead to try a later day, but not in production', () => {
  expect(readConfig({ CLOCK_AHEAD: '90' }).clockAhead).toBe(90_000);
  expect(Object.keys(problemsOf({ CLOCK_AHEAD: 'demain' }))).toEqual(['CLOCK_AHEAD']);
  expect(Object.keys(problemsOf({ ...production, CLOCK_AHEAD: '90' }))).toEqual(['CLOCK_AHEAD']);
});

test('the reference has a line for each variable', () => {
  expect(configReference.map((row) => row.name)).toContain('DATABASE_URL');
  for (const row of configReference) expect(row.explanation).toMatch(/\.$/);
});

test('without a secret, one is made once and kept from other eyes', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cle-'));
  const made = keptSecret({ dataDir, secret: undefined });
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(keptSecret({ dataDir, secret: undefined })).toBe(made);
  expect(keptSecret({ dataDir, secret: 'le mien' })).toBe('le mien');
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  rmSync(dataDir, { recursive: true });
});

function problemsOf(env: Record<string, string>): Record<string, string> {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) {
      return Object.fromEntries(error.problems.map(({ variable, problem }) => [variable, problem]));
    }
  }
  throw new Error('accepted');
}

test('a seal needs its password and a timestamping authority, and the demonstration takes none', () => {
  const seal = { SEAL_P12: '/etc/cle/cachet.p12', TIMESTAMP_URL: 'https://horodatage.exemple.fr/tsa' };
  expect(readConfig({ ...production, ...seal, SEAL_PASSWORD: 'secret' })).toMatchObject({
    seal: { file: '/etc/cle/cachet.p12', password: 'secret' },
    timestampUrl: 'https://horodatage.exemple.fr/tsa',
  });
  expect(Object.keys(problemsOf({ ...production, SEAL_P12: seal.SEAL_P12 }))).toEqual([
    'SEAL_PASSWORD',
    'TIMESTAMP_URL',
  ]);
  expect(
    problemsOf({ ...production, ...seal, SEAL_P12: 'cachet.p12', SEAL_PASSWORD: 'x' }).SEAL_P12,
  ).toContain('chemin complet');
  expect(problemsOf({ ...seal, SEAL_PASSWORD: 'x' }).SEAL_P12).toContain('DEMONSTRATION=non');
  expect(readConfig({ ...seal, SEAL_PASSWORD: 'x', DEMONSTRATION: 'non' }).seal).toBeDefined();
});

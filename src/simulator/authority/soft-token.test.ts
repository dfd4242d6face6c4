import { verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { hasTool, secondOpinion } from '#src/simulator/trials/second-opinion.js';
import { readCertificate } from '#src/trust/index.js';
import { createAuthority } from './authority.js';
import { drawSoftToken, SoftToken } from './soft-token.js';

const now = new Date('2026-11-24T08:00:00Z');

test('a token signs with its PIN, forgives two mistakes, and blocks at the third in a row', () => {
  const token = new SoftToken('TEST-1', '123456');
  const challenge = Buffer.from('preuve');
  expect(token.sign(challenge, '000000')).toEqual({ refused: 'wrong-pin', attemptsLeft: 2 });
  expect(token.sign(challenge, '000000')).toEqual({ refused: 'wrong-pin', attemptsLeft: 1 });
  const answer = token.sign(challenge, '123456');
  expect('signature' in answer && verify('sha256', challenge, token.publicKey, answer.signature)).toBe(true);
  for (let i = 0; i < 3; i++) token.sign(challenge, '000000');
  expect(token.sign(challenge, '123456')).toEqual({ refused: 'blocked' });
  expect(token.isBlocked).toBe(true);
});

test.each(['P-256', 'rsa-2048'] as const)('the authority certifies the key of a token (%s)', async (kind) => {
  const { token, pin } = drawSoftToken(kind);
  const authority = await createAuthority({ name: 'AC de démonstration', now });
  const issued = await authority.issue({
    holder: { givenName: 'Enora', surname: 'Prigent' },
    body: { name: 'COMMUNE DE RENNES', siret: '21350238800019' },
    email: 'enora.prigent@exemple.fr',
    publicKey: token.publicKey,
    notBefore: now,
    years: 3,
  });
  expect(issued.privateKey).toBeUndefined();
  token.install(issued.der, authority.hierarchy.issuing.certificate);
  const spki = token.publicKey.export({ type: 'spki', format: 'der' });
  expect(spki.equals(readCertificate(issued.der).publicKey.der)).toBe(true);
  const file = token.toPkcs12(pin, 'mot de passe d’épreuve');
  expect(file).toBeInstanceOf(Uint8Array);
  if (!hasTool('openssl')) return;
  const said = secondOpinion(
    'openssl',
    { file: file as Uint8Array, password: 'mot de passe d’épreuve' },
    'pkcs12 -in {file} -passin file:{password} -nodes -info',
  );
  expect(said).toContain('MAC: sha256, Iteration 10000');
  expect(said.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(said).toContain('BEGIN PRIVATE KEY');
  expect(said).toContain('TEST Enora Prigent');
});

import { expect, test } from 'vitest';
import { failureOf } from './mail-failure.js';

test.each([
  ['RCPT TO', '550 5.1.1 no such mailbox', true, 'refuse ce message : 550 5.1.1 no such mailbox'],
  ['DATA', '554 spam', true, 'refuse ce message : 554 spam'],
  ['RCPT TO', '450 greylisted', false, 'demande de réessayer plus tard : 450 greylisted'],
  ['DATA', '452 full', false, 'demande de réessayer plus tard : 452 full'],
  ['MAIL FROM', '530 Must issue a STARTTLS command first', false, 'nous refuse : 530 Must'],
  ['HELO', '550 you are blocked', false, 'nous refuse : 550 you are blocked'],
  ['CONN', '554 no service', false, 'nous refuse : 554 no service'],
])('to %s a server answers %s; given up: %s', (command, response, forGood, words) => {
  const error = {
    message: `${command} failed`,
    command,
    response,
    responseCode: Number.parseInt(response, 10),
  };
  expect(failureOf(error)).toEqual({ cause: expect.stringContaining(words), forGood });
});

test.each([
  ['ETIMEDOUT', 'Timeout', 'aucune réponse à temps.'],
  ['ECONNECTION', 'Connection closed unexpectedly', 'il a fermé la connexion.'],
  ['EDNS', 'getaddrinfo ENOTFOUND courrier.exemple.fr', 'son nom est inconnu.'],
  ['ESOCKET', 'connect ECONNREFUSED 127.0.0.1:25', 'il n’accepte pas de connexion.'],
  ['ESOCKET', 'error:0A00010B:SSL routines:wrong version number\n', 'le chiffrement ne s’établit pas'],
])('%s, a server that says nothing, is told in French and asked again', (code, message, words) => {
  expect(failureOf({ message, code, command: 'CONN' })).toEqual({
    cause: expect.stringContaining(`ne répond pas : ${words}`),
    forGood: false,
  });
});

test('an account that is refused is named as such, and the mail waits', () => {
  const error = {
    message: 'Invalid login',
    code: 'EAUTH',
    command: 'AUTH PLAIN',
    response: '535 bad',
    responseCode: 535,
  };
  expect(failureOf(error)).toEqual({
    cause: 'Le serveur d’envoi refuse nos identifiants : 535 bad',
    forGood: false,
  });
});

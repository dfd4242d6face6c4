import { Command } from 'commander';
import { expect, test } from 'vitest';
import { listeningProblem } from './command-failures.js';
import { inFrench } from './command-words.js';

/** What a command of the program's shape answers to these words. */
function said(...words: string[]): string {
  let text = '';
  const heard = { writeOut: (line: string) => (text += line), writeErr: (line: string) => (text += line) };
  const program = inFrench(new Command('cle').exitOverride());
  program.configureOutput({ ...program.configureOutput(), ...heard });
  program.command('serve').option('--out <dossier>', 'où', 'out').argument('<nom>', 'un nom');
  expect(() => program.parse(words, { from: 'user' })).toThrow();
  return text;
}

test('help speaks French, down to the titles and the values by default', () => {
  for (const words of [said('--help'), said('serve', '--help')]) {
    expect(words).not.toMatch(/Options:|Commands:|Arguments:|Usage:|default:|\[command\]/);
  }
  expect(said('serve', '--help')).toContain('(par défaut\u202f: out)');
});

test.each([
  [['serv'], 'la commande «\u00a0serv\u00a0» n’existe pas'],
  [['serve', 'x', '--non'], 'l’option «\u00a0--non\u00a0» n’existe pas'],
  [['serve'], 'il manque «\u00a0nom\u00a0»'],
  [['serve', 'x', '--out'], 'attend une valeur'],
  [['serve', 'x', 'y'], 'mots en trop'],
])('%j is answered in French', (words, sentence) => {
  const answer = said(...words);
  expect(answer).toContain(sentence);
  expect(answer).not.toMatch(/unknown|missing|Did you mean|Expected|error:/);
});

test('a port that is taken is named, and an address that is not this machine’s', () => {
  const at = { port: 3000, host: '10.9.9.9' };
  expect(listeningProblem({ syscall: 'listen', code: 'EADDRINUSE' }, at)?.message).toContain(
    'PORT\u202f: le port 3000',
  );
  expect(listeningProblem({ syscall: 'listen', code: 'EADDRNOTAVAIL' }, at)?.message).toContain(
    'HOST\u202f: 10.9.9.9',
  );
  expect(listeningProblem({ syscall: 'getaddrinfo', code: 'ENOTFOUND' }, at)?.message).toContain('HOST');
  expect(listeningProblem(new Error('else'), at)).toBeUndefined();
});

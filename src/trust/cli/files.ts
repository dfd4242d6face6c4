import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { MalformedDer } from '#src/trust/asn1/read.js';

/** A file that the command line can't use; the message is French and names it. */
export class UnusableFile extends Error {}

/** Reads a file and what it holds, or says in French which file can't be used and why. */
export function readWith<T>(path: string, parse: (bytes: Uint8Array) => T): T {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new UnusableFile(`Le fichier ${path} est introuvable ou ne peut pas être lu.`);
  }
  try {
    return parse(bytes);
  } catch (error) {
    if (!(error instanceof MalformedDer)) throw error;
    throw new UnusableFile(`Le fichier ${path} n’a pas la forme attendue (${error.message}).`);
  }
}

/** Runs an action; a file that can't be used ends the command with its sentence and exit code 2. */
export async function orExplain(command: Command, action: () => void | Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    command.error(error.message, { exitCode: 2 });
  }
}

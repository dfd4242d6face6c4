import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether a checker of others is there to give a second opinion. */
export function hasTool(tool: 'openssl' | 'xmlsec1'): boolean {
  return spawnSync(tool, [tool === 'openssl' ? 'version' : '--version']).status === 0;
}

/**
 * Runs a checker over files written to a folder of its own, named in `args` by their key between braces:
 * `secondOpinion('openssl', { leaf: pem }, 'verify {leaf}')`. Returns all that it said.
 */
export function secondOpinion(
  tool: 'openssl' | 'xmlsec1',
  files: Readonly<Record<string, string | Uint8Array>>,
  args: string,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const list = args.split(' ').map((arg) => arg.replace(/\{(\w+)\}/g, (_, name) => join(folder, name)));
    const { stdout, stderr } = spawnSync(tool, list, { encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

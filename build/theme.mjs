/** Regenerates src/platform/ui/theme/theme.css from designsystemet.config.json (npm run theme). */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const cli = (...args) =>
  execFileSync('npx', ['--no-install', 'designsystemet', 'tokens', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });

cli('create', '--clean');
cli('build', '--clean', '--tokens', '.cache/theme', '--out-dir', '.cache/theme-css');
mkdirSync('src/platform/ui/theme', { recursive: true });
writeFileSync('src/platform/ui/theme/theme.css', readFileSync('.cache/theme-css/cle.css'));

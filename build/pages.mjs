/** Bundles the style sheet and the small browser scripts into dist/assets, under names that carry their hash. */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, 'dist/assets');
const fresh = path.join(root, `dist/assets.${process.pid}`);
const scripts = readdirSync(path.join(root, 'src/browser')).filter((name) => /^[a-z-]+\.ts$/.test(name));
const pictures = readdirSync(path.join(root, 'src/platform/ui')).filter((name) => name.endsWith('.svg'));

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [
    'src/platform/ui/app.css',
    ...scripts.map((name) => `src/browser/${name}`),
    ...pictures.map((name) => `src/platform/ui/${name}`),
  ],
  outdir: fresh,
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.woff2': 'file', '.svg': 'copy' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome120', 'firefox121', 'safari17.2'],
  metafile: true,
  logLevel: 'warning',
});

const manifest = {};
for (const [output, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
  const source = entryPoint ?? Object.keys(inputs)[0];
  const file = path.basename(output);
  manifest[path.basename(source).replace(/\.ts$/, '.js')] = file;
  if (/\.(css|js|svg)$/.test(file)) {
    const bytes = readFileSync(path.join(root, output));
    writeFileSync(path.join(root, `${output}.br`), brotliCompressSync(bytes));
  }
}
writeFileSync(path.join(fresh, 'manifest.json'), JSON.stringify(manifest, null, 1));

// Added file by file, the manifest last: a server that runs meanwhile never sees half of it.
mkdirSync(target, { recursive: true });
cpSync(fresh, target, { recursive: true, filter: (name) => !name.endsWith('manifest.json') });
renameSync(path.join(fresh, 'manifest.json'), path.join(target, 'manifest.json'));
rmSync(fresh, { recursive: true });
const kept = new Set(['manifest.json', ...Object.values(manifest).flatMap((file) => [file, `${file}.br`])]);
for (const name of readdirSync(target)) if (!kept.has(name)) rmSync(path.join(target, name));

/** Files that went into it and are not ours. */
export const packageFiles = Object.keys(metafile.inputs).filter((file) => !file.startsWith('src/'));

/**
 * Bundles the program and the packages that it uses into dist: one file is read at start in place of two thousand,
 * in a quarter of the time and half of the memory. What only some commands need stays in files of its own.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** A map of one point: stack traces lead into our sources, and packages weigh next to nothing in the maps. */
const noMap = Buffer.from('{"version":3,"sources":["package"],"mappings":"AAAA"}').toString('base64');
const comment = '//# sourceMappingURL=';
const mapOwnSourcesOnly = {
  name: 'map-own-sources-only',
  setup({ onLoad }) {
    onLoad({ filter: /\/node_modules\/.*\.[cm]?js$/ }, ({ path: file }) => ({
      contents: `${readFileSync(file, 'utf8').replaceAll(comment, '//')}
${comment}data:application/json;base64,${noMap}`,
      loader: 'js',
    }));
  },
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts', 'src/trust/inspection-worker.ts', 'src/platform/pdf/press-worker.ts'],
  outdir: 'dist',
  entryNames: '[name]',
  // Beside the entries: a thread's file is looked for beside the code that starts it.
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  conditions: ['source'],
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  // Packages in CommonJS ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as ownRequire } from 'node:module'; const require = ownRequire(import.meta.url);",
  },
  // A program of its own, what pg may do without, and what only tests and the walkthrough use.
  external: ['@myriaddreamin/typst-ts-node-compiler', 'pg-native', ...Object.keys(devDependencies)],
  plugins: [mapOwnSourcesOnly],
  sourcemap: true,
  sourcesContent: false,
  minifyWhitespace: true,
  minifySyntax: true,
  // A stack that Node prints by itself shows the line: not the whole file.
  lineLimit: 160,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

// Of the build before: its files, and what V8 had compiled of them.
rmSync(path.join(root, 'dist/compiled'), { recursive: true, force: true });
const kept = new Set(Object.keys(metafile.outputs).map((output) => path.resolve(root, output)));
for (const name of readdirSync(path.join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const file = path.join(root, 'dist', name);
  if (/\.js(\.map)?$/.test(name) && !name.startsWith('assets/') && !kept.has(file)) rmSync(file);
}

/** Files that went into it and are not ours. */
export const packageFiles = Object.keys(metafile.inputs).filter((file) => !file.startsWith('src/'));

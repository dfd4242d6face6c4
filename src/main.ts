import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { repositoryRoot } from '#src/platform/repository.js';

// What V8 has compiled once it reads back at a later start, from beside the program; where it may not write, it compiles.
enableCompileCache(join(repositoryRoot(), 'dist/compiled'));
await import('#src/command-line.js');

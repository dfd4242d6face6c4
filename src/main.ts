import nodeModule from 'node:module';
import { join } from 'node:path';
import { repositoryRoot } from '#src/platform/repository.js';

// What V8 has compiled once it reads back at a later start, from beside the program. Node 20 knows no such cache, and
// where it may not be written, it is not.
nodeModule.enableCompileCache?.(join(repositoryRoot(), 'dist/compiled'));
await import('#src/command-line.js');

/** Builds pages and program into dist, unless what stands there was made from the very files that are here now. */
import { buildStands, noteBuild, startBuild } from './kept-build.mjs';

if (!buildStands()) {
  const sources = startBuild();
  const { packageFiles: ofPages } = await import('./pages.mjs');
  const { packageFiles: ofProgram } = await import('./program.mjs');
  noteBuild(sources, [...ofPages, ...ofProgram]);
}

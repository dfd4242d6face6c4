import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { coverageOf } from './font-coverage.js';

const require = createRequire(import.meta.url);

/** A family as Typst knows it, with the faces that the documents use. */
export interface Family {
  readonly name: string;
  readonly faces: readonly Buffer[];
  /** Code points that every face can draw. */
  readonly covers: ReadonlySet<number>;
}

/**
 * Families of the printed documents, in order of preference: the second draws what the first lacks
 * (Vietnamese, Greek, Cyrillic, the narrow no-break space, the replacement character).
 */
export function loadFamilies(): readonly [Family, Family] {
  return [
    family('Atkinson Hyperlegible Next', 'atkinson-hyperlegible-next', 'AtkinsonHyperlegibleNext'),
    family('Noto Sans', 'noto-sans', 'NotoSans'),
  ];
}

function family(name: string, folder: string, stem: string): Family {
  const faces = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'].map((face) =>
    readFileSync(require.resolve(`@expo-google-fonts/${folder}/${face}/${stem}_${face}.ttf`)),
  );
  const [first = new Set<number>(), ...others] = faces.map(coverageOf);
  const covers = new Set([...first].filter((code) => others.every((face) => face.has(code))));
  return { name, faces, covers };
}

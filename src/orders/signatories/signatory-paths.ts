import { correspondentPaths } from '#src/directory/index.js';

/** Addresses of the pages about who signs for an organisation. */
export const signatoryPaths = {
  list: correspondentPaths.signatories,
  end: (organisation: string, person: string): string =>
    `${correspondentPaths.signatories(organisation)}/${person}/fin`,
} as const;

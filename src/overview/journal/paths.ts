/** Addresses of the journal's pages. */
export const journalPaths = {
  list: '/journal',
  heads: (fileId: string): string => `/journal/tetes/${fileId}.json`,
} as const;

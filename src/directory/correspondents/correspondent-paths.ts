/** Addresses of the pages about the correspondents of an organisation. */
export const correspondentPaths = {
  list: (organisation: string): string => `/organismes/${organisation}/correspondants`,
  end: (organisation: string, role: string): string =>
    `/organismes/${organisation}/correspondants/${role}/fin`,
} as const;

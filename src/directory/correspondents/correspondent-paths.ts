/** Addresses of the pages about the correspondents of an organisation. */
export const correspondentPaths = {
  list: (organisation: string): string => `/organismes/${organisation}/correspondants`,
  /** Those who sign for it, where the orders know them. */
  signatories: (organisation: string): string => `/organismes/${organisation}/signataires`,
  end: (organisation: string, role: string): string =>
    `/organismes/${organisation}/correspondants/${role}/fin`,
} as const;

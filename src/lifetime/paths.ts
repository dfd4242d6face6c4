const base = '/certificats';

/** Addresses of the slice's pages. */
export const certificatePaths = {
  certificate: (id: string): string => `${base}/${id}`,
  revoke: (id: string): string => `${base}/${id}/revocation`,
  suspend: (id: string): string => `${base}/${id}/suspension`,
  confirm: (id: string): string => `${base}/${id}/confirmation`,
  resume: (id: string): string => `${base}/${id}/remise-en-service`,
} as const;

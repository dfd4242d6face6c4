export const mailPaths = {
  list: '/courrier',
  one: (id: string): string => `/courrier/${id}`,
  view: (id: string): string => `/courrier/${id}/apercu`,
  attachment: (id: string, index: number): string => `/courrier/${id}/pieces/${index + 1}`,
  retry: (id: string): string => `/courrier/${id}/reprise`,
} as const;

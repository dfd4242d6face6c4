/** Addresses of the pages about organisations. */
export const organisationPaths = {
  search: '/organismes',
  add: '/organismes/nouveau',
  unsettled: '/organismes/a-confirmer',
  organisation: (id: string): string => `/organismes/${id}`,
  confirm: (id: string): string => `/organismes/${id}/confirmation`,
  settle: (id: string): string => `/organismes/${id}/ecarts`,
  /** Where an order for an organisation begins: the front door of the next slice, of which only the address is known. */
  order: '/commandes',
} as const;

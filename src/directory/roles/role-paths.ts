/** Where roles are granted and ended, and where somebody sees their own. */
export const rolePaths = {
  list: '/roles',
  choose: '/roles/nouveau',
  /** `body`: an organisation, or `installation`. */
  grant: (body: string): string => `/roles/nouveau/${body}`,
  end: (role: string): string => `/roles/${role}/fin`,
  account: '/compte',
} as const;

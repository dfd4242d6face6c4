const here = 'http://localhost';

/** A path of this installation to go back to, or the first page: an address from outside never leads elsewhere. */
export function safePath(value: string | undefined): string {
  if (!value?.startsWith('/') || /^\/[/\\]/.test(value) || /[\p{Cc}\\]/u.test(value)) return '/';
  const url = URL.canParse(value, here) ? new URL(value, here) : undefined;
  if (!url || url.origin !== here || /^\/(\/|(connexion|deconnexion)(\/|$))/.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}`;
}

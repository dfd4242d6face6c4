/** Work under way is asked after every so many seconds, in its place, until the page no longer says to. */
export function refreshWork(): void {
  const seconds = Number(document.querySelector<HTMLElement>('[data-refresh]')?.dataset.refresh);
  if (!seconds) return;
  const again = async (): Promise<void> => {
    const response = await fetch(window.location.href).catch(() => undefined);
    const fresh = response?.ok
      ? new DOMParser().parseFromString(await response.text(), 'text/html')
      : undefined;
    // The whole of the page, since what follows the work changes with its end; the focus is nowhere inside.
    const main = fresh?.querySelector('main');
    if (main) document.querySelector('main')?.replaceWith(main);
    if (!main || main.querySelector('[data-refresh]')) window.setTimeout(again, seconds * 1000);
  };
  window.setTimeout(again, seconds * 1000);
}

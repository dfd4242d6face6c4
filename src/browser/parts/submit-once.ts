/** A second press of a form's button waits for the answer to the first; coming back by « Précédent » frees it. */
export function submitOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches('[data-once]') || event.defaultPrevented) return;
    if (form.getAttribute('aria-busy') === 'true') event.preventDefault();
    else form.setAttribute('aria-busy', 'true');
  });
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('[data-once][aria-busy]')) form.removeAttribute('aria-busy');
  });
}

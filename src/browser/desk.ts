/**
 * Single keys of the officer's desk: `data-key` on a link, a button or a choice. They are off while
 * somebody types, and for good when the box `data-shortcuts` is cleared (WCAG 2.1.4); the browser remembers.
 */
const store = 'raccourcis';
const toggle = document.querySelector<HTMLInputElement>('input[data-shortcuts]');

if (toggle) {
  toggle.checked = localStorage.getItem(store) !== 'non';
  toggle.addEventListener('change', () => localStorage.setItem(store, toggle.checked ? 'oui' : 'non'));
  toggle.closest('[hidden]')?.removeAttribute('hidden');
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['radio', 'checkbox', 'button', 'submit', 'file'].includes(target.type);
  return target.isContentEditable || target.matches('textarea, select');
}

document.addEventListener('keydown', (event) => {
  if (!toggle?.checked || event.defaultPrevented || event.repeat || typing(event.target)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const wanted = event.key.toLowerCase();
  const control = [...document.querySelectorAll<HTMLElement>('[data-key]')].find(
    (element) => element.dataset.key === wanted && element.checkVisibility(),
  );
  if (!control) return;
  event.preventDefault();
  control.focus();
  control.click();
});

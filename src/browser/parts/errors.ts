/** The summary of errors takes the focus, so that a screen reader starts there. */
export function focusErrors(): void {
  document.querySelector<HTMLElement>('[data-focus]')?.focus();
}

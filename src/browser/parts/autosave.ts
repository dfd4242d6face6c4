/**
 * Posts the form's fields to `data-autosave` a second and a half after the last change, and says so under it.
 * Files are left out: they are sent by their own form. When it fails it says so and tries again at the next change.
 */
export function autosave(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) watch(form);
}

function watch(form: HTMLFormElement): void {
  const url = form.dataset.autosave ?? '';
  const note = document.createElement('p');
  note.className = 'saved';
  note.setAttribute('role', 'status');
  form.append(note);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent: AbortController | undefined;

  const save = async (): Promise<void> => {
    sent?.abort();
    sent = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    try {
      const headers = { 'X-Autosave': 'oui' };
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers,
        signal: sent.signal,
        redirect: 'error',
      });
      const version = answer.headers.get('X-Version');
      const field = form.elements.namedItem('version');
      if (version && field instanceof HTMLInputElement) field.value = version;
      note.textContent = answer.ok
        ? `Brouillon enregistré à ${hour()}.`
        : 'Brouillon non enregistré : validez la page pour ne rien perdre.';
    } catch {
      if (!sent.signal.aborted)
        note.textContent = 'Connexion interrompue : le brouillon n’est pas encore enregistré.';
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), 1500);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
}

function hour(): string {
  const now = new Date();
  return `${now.getHours()} h ${String(now.getMinutes()).padStart(2, '0')}`;
}

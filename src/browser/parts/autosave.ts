/**
 * Posts the form's fields to `data-autosave` a second and a half after the last change, and says so under it.
 * A form that sends files has each chosen file saved once, as soon as it is chosen. When it fails it says so and tries again at the next change.
 * One save at a time: each is told the version that the one before it made, and so is the form when it is sent.
 */
export function autosave(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) watch(form);
}

function watch(form: HTMLFormElement): void {
  const note = document.createElement('p');
  note.className = 'saved';
  note.setAttribute('role', 'status');
  form.append(note);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let changed = false;

  const save = async (): Promise<void> => {
    while (changed) {
      changed = false;
      note.textContent = await send(form);
    }
    running = undefined;
  };
  form.addEventListener('input', () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (changed && !running) running = save();
    }, 1500);
  });
  form.addEventListener(
    'submit',
    (event) => {
      clearTimeout(timer);
      changed = false;
      if (!running) return;
      // before any other listener: the form goes once the save under way has told its version
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      void running.then(() => form.requestSubmit(submitter));
    },
    { capture: true },
  );
}

/** Saves what stands in the fields now, and returns what to say of it. */
async function send(form: HTMLFormElement): Promise<string> {
  const files = chosenFiles(form).filter(([, file]) => !saved.has(file));
  const body = bodyOf(form, files);
  try {
    const answer = await fetch(form.dataset.autosave ?? '', {
      method: 'POST',
      body,
      headers: { 'X-Autosave': 'oui' },
      signal: AbortSignal.timeout(files.length > 0 ? 120_000 : 20_000),
      redirect: 'error',
    });
    const version = answer.headers.get('X-Version');
    const field = form.elements.namedItem('version');
    if (version && field instanceof HTMLInputElement) field.value = version;
    if (answer.ok) for (const [, file] of files) saved.add(file);
    return answer.ok
      ? `Brouillon enregistré à ${hour()}.`
      : 'Brouillon non enregistré : validez la page pour ne rien perdre.';
  } catch {
    return 'Connexion interrompue : le brouillon n’est pas encore enregistré.';
  }
}

const saved = new WeakSet<File>();

function chosenFiles(form: HTMLFormElement): [string, File][] {
  return [...form.querySelectorAll<HTMLInputElement>('input[type="file"]')].flatMap((input) =>
    [...(input.files ?? [])].map((file): [string, File] => [input.name, file]),
  );
}

function bodyOf(form: HTMLFormElement, files: readonly [string, File][]): URLSearchParams | FormData {
  const body = files.length > 0 ? new FormData() : new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  if (body instanceof FormData) for (const [name, file] of files) body.append(name, file);
  return body;
}

function hour(): string {
  const now = new Date();
  return `${now.getHours()} h ${String(now.getMinutes()).padStart(2, '0')}`;
}

/**
 * Lights one stage of a form at a time: done once all it asks is filled in and nothing in it is known to be wrong,
 * current the first that is not. Without this script every stage is lit. A scanner that types and presses Enter moves on rather than sending the form.
 */
for (const list of document.querySelectorAll<HTMLOListElement>('ol[data-stages]')) {
  const stages = [...list.querySelectorAll<HTMLLIElement>('li[data-stage]')];
  const edited = new WeakSet<EventTarget>();

  /** Refused by the server and not touched since, or not what the page expects to be read. */
  const wrong = (control: HTMLInputElement | HTMLSelectElement): boolean =>
    (control.getAttribute('aria-invalid') === 'true' && !edited.has(control)) ||
    (control.dataset.expected !== undefined && asRead(control.value) !== asRead(control.dataset.expected));

  const done = (stage: HTMLLIElement): boolean => {
    const groups = new Set<string>();
    for (const control of stage.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
      if (control.disabled || !control.checkVisibility()) continue;
      if (wrong(control)) return false;
      if (!control.required) continue;
      if (control instanceof HTMLInputElement && control.type === 'radio') groups.add(control.name);
      else if (control instanceof HTMLInputElement && control.type === 'checkbox') {
        if (!control.checked) return false;
      } else if (control.value.trim() === '') return false;
    }
    for (const radio of stage.querySelectorAll<HTMLInputElement>('input[type="radio"]'))
      groups.add(radio.name);
    return [...groups].every((name) => stage.querySelector(`input[name="${name}"]:checked`) !== null);
  };
  const light = (): void => {
    let current = false;
    for (const stage of stages) {
      const state = current ? 'waiting' : done(stage) ? 'done' : 'current';
      if (state === 'current') current = true;
      if (stage.dataset.state !== state) stage.dataset.state = state;
      if (state === 'current') stage.setAttribute('aria-current', 'step');
      else stage.removeAttribute('aria-current');
    }
  };
  list.addEventListener('input', ({ target }) => {
    if (target) edited.add(target);
    light();
  });
  list.addEventListener('change', light);
  list.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.key !== 'Enter' || !(target instanceof HTMLInputElement) || target.type !== 'text') return;
    event.preventDefault();
    light();
    const next = stages.find((stage) => stage.dataset.state === 'current');
    next?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  });
  light();
}

/** A number as a label bears it, however it was typed. */
function asRead(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}

/**
 * Lights one stage of a form at a time: done once all it asks is filled in, current the first that is not. Without
 * this script every stage is lit. A scanner that types and presses Enter moves on rather than sending the form.
 */
for (const list of document.querySelectorAll<HTMLOListElement>('ol[data-stages]')) {
  const stages = [...list.querySelectorAll<HTMLLIElement>('li[data-stage]')];

  const done = (stage: HTMLLIElement): boolean => {
    const groups = new Set<string>();
    for (const control of stage.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
      if (!control.required || control.disabled || !control.checkVisibility()) continue;
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
  list.addEventListener('input', light);
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

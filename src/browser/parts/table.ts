/** The box in a table's header ticks every row; the bar of actions says how many are chosen. */
export function selectRows(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-select]')) {
    const boxes = [...table.querySelectorAll<HTMLInputElement>('tbody input[type="checkbox"]')];
    const all = table.querySelector<HTMLInputElement>('input[data-all]');
    if (!all || boxes.length === 0) continue;
    const words = document.querySelector(`[data-count="${table.dataset.select}"]`);
    const tell = (): void => {
      const chosen = boxes.filter((box) => box.checked).length;
      all.checked = chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
      for (const box of boxes) box.closest('tr')?.toggleAttribute('data-chosen', box.checked);
      if (words) words.textContent = chosen < 2 ? `${chosen} ligne choisie` : `${chosen} lignes choisies`;
    };
    all.closest('[hidden]')?.removeAttribute('hidden');
    all.addEventListener('change', () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
    table.addEventListener('change', tell);
    tell();
  }
}

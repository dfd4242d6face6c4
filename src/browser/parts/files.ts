const units = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

/** Says the name and weight of the chosen files, and when one is heavier than the server will take. */
export function checkFiles(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type="file"]')) {
    const note = document.createElement('p');
    note.className = 'file-note';
    note.setAttribute('role', 'status');
    input.after(note);
    input.addEventListener('change', () => {
      const limit = Number(input.dataset.maxBytes ?? Number.POSITIVE_INFINITY);
      const files = [...(input.files ?? [])];
      const heavy = files.find((file) => file.size > limit);
      note.textContent = heavy
        ? `« ${heavy.name} » pèse ${megabytes(heavy.size)} : choisissez un fichier de ${megabytes(limit)} au plus.`
        : files.map((file) => `${file.name} (${megabytes(file.size)})`).join(', ');
      note.classList.toggle('ds-validation-message', heavy !== undefined);
    });
  }
}

function megabytes(bytes: number): string {
  return bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1000))}\u00a0ko`
    : `${units.format(bytes / 1_000_000)}\u00a0Mo`;
}

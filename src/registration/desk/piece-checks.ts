import { longDate, phone } from '#src/platform/french/french.js';
import type { Check } from '#src/platform/ui/index.js';
import { dateDefect, differences } from '#src/registration/documents/document-rules.js';
import type { FileView, Piece } from '#src/registration/file/file-view.js';
import { identityNames } from '#src/registration/types.js';
import type { DeskFileProps } from './desk-file-view.js';

/** What is verified without the officer: the holder against the order, then the piece looked at. */
export function pieceChecks(props: DeskFileProps): Check[] {
  const { view, piece } = props;
  return [...holderChecks(props), ...(piece?.document ? documentChecks(view, piece, piece.document) : [])];
}

function holderChecks({ view, ordered }: DeskFileProps): Check[] {
  const { facts } = view;
  const differing = ordered ? differences(facts, ordered) : [];
  return [
    {
      state: differing.some(({ label }) => label === 'Nom' || label === 'Prénom') ? 'doubt' : 'done',
      label: 'Nom et prénom',
      detail: `${facts.given_names} ${facts.surname}${facts.birth_date ? `, naissance le ${longDate(facts.birth_date)} à ${facts.birth_place}` : ''}`,
    },
    ...differing.map(({ label, ordered: was, now }): Check => {
      const show = (value: string): string => (label === 'Téléphone' ? phone(value) : value);
      return {
        state: 'doubt',
        label: `${label} : diffère de la commande`,
        detail: `Commande : ${show(was)}. Dossier : ${show(now)}.`,
      };
    }),
  ];
}

function documentChecks(
  { facts, now }: FileView,
  { expected }: Piece,
  document: NonNullable<Piece['document']>,
): Check[] {
  const checks: Check[] = [
    {
      state: 'done',
      label: document.media_type === 'application/pdf' ? 'Fichier PDF' : 'Image',
      detail: document.uploaded_at ? `envoyé le ${longDate(document.uploaded_at)}` : undefined,
    },
  ];
  const defect = dateDefect(expected, document, now);
  const state = defect ? 'blocked' : 'done';
  if (expected.identity && facts.identity_kind) {
    checks.push({
      state,
      label: `${identityNames[facts.identity_kind]} se terminant par ${facts.identity_last4}`,
      detail: defect ?? `Valable jusqu’au ${facts.identity_expires ? longDate(facts.identity_expires) : ''}`,
    });
  } else if (document.dated) {
    checks.push({
      state,
      label: `Datée du ${longDate(document.dated)}`,
      detail: defect ?? (expected.maxMonths ? `moins de ${expected.maxMonths} mois` : undefined),
    });
  }
  return checks;
}

import { longDate, phone, siret } from '#src/platform/french/french.js';
import type { Check } from '#src/platform/ui/index.js';
import { dateDefect, differences } from '#src/registration/documents/document-rules.js';
import type { FileView, Piece } from '#src/registration/file/file-view.js';
import { identityNames } from '#src/registration/types.js';
import type { DeskFileProps } from './desk-file-view.js';

/** What the service itself verified: the file against the order, then the piece looked at. Nothing that it only was told. */
export function pieceChecks(props: DeskFileProps): Check[] {
  const { view, piece } = props;
  return [...holderChecks(props), ...(piece?.document ? documentChecks(view, piece, piece.document) : [])];
}

function holderChecks({ view, ordered }: DeskFileProps): Check[] {
  if (!ordered) return [];
  const differing = differences(view.facts, ordered);
  if (differing.length === 0) {
    return [
      { state: 'done', label: 'Mêmes données qu’à la commande', detail: 'identité, fonction, coordonnées' },
    ];
  }
  return differing.map(({ label, ordered: was, now }): Check => {
    const show = (value: string): string => (label === 'Téléphone' ? phone(value) : value);
    return {
      state: 'doubt',
      label: `${label} : diffère de la commande`,
      detail: `Commande : ${show(was)}. Dossier : ${show(now)}.`,
    };
  });
}

function documentChecks(
  { now }: FileView,
  { expected }: Piece,
  document: NonNullable<Piece['document']>,
): Check[] {
  const checks: Check[] = [
    {
      state: 'done',
      label: document.media_type === 'application/pdf' ? 'Fichier PDF' : 'Image',
      detail: document.uploaded_at
        ? `d’après son contenu, envoyé le ${longDate(document.uploaded_at)}`
        : undefined,
    },
  ];
  if (!expected.expires && expected.maxMonths === null) return checks;
  const defect = dateDefect(expected, document, now);
  checks.push({
    state: defect ? 'blocked' : 'done',
    label: expected.expires ? 'En cours de validité' : `Moins de ${expected.maxMonths} mois`,
    detail: defect ?? 'si la date déclarée est celle de la pièce',
  });
  return checks;
}

/** What the holder or the order only says, for the officer to compare with the piece. */
export function toCompare({ view, piece, order }: DeskFileProps): { label: string; value: string }[] {
  if (!piece?.document) return [];
  const { facts } = view;
  const { expected, document } = piece;
  const holder = { label: 'Titulaire', value: `${facts.given_names} ${facts.surname}` };
  if (expected.identity) {
    const kind = facts.identity_kind && identityNames[facts.identity_kind];
    return [
      holder,
      ...(facts.birth_name ? [{ label: 'Nom de naissance', value: facts.birth_name }] : []),
      ...(facts.birth_date
        ? [{ label: 'Naissance', value: `${longDate(facts.birth_date)}, ${facts.birth_place}` }]
        : []),
      ...(kind ? [{ label: 'Pièce', value: `${kind}, se terminant par ${facts.identity_last4}` }] : []),
      ...(document.expires ? [{ label: 'Valable jusqu’au', value: longDate(document.expires) }] : []),
    ];
  }
  return [
    { ...holder, value: `${holder.value}, ${facts.function}` },
    { label: 'Organisme', value: `${facts.organisation_name}, SIRET ${siret(order.siret)}` },
    { label: 'Représentant légal', value: `${order.representative}, ${order.representativeRole}` },
    // asked of who signs: what gives them the power to
    ...(order.powerToSign && expected.whenSigning.length > 0
      ? [{ label: 'Pouvoir de signer', value: order.powerToSign }]
      : []),
    ...(document.dated ? [{ label: 'Datée du', value: longDate(document.dated) }] : []),
  ];
}

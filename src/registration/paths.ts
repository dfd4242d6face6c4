const mine = '/mon-dossier';
const desk = '/controle';
const followed = '/dossiers';

/** Addresses of the slice's pages. */
export const filePaths = {
  /** Leads to the holder's last file. */
  latest: mine,
  /** The holder's own pages: a door leads there. */
  mine: (id: string): string => `${mine}/${id}`,
  identity: (id: string): string => `${mine}/${id}/identite`,
  identityDraft: (id: string): string => `${mine}/${id}/identite/brouillon`,
  office: (id: string): string => `${mine}/${id}/bureau`,
  documents: (id: string, kind?: string): string => `${mine}/${id}/pieces${kind ? `#piece-${kind}` : ''}`,
  document: (id: string, kind: string): string => `${mine}/${id}/pieces/${kind}`,
  documentDraft: (id: string, kind: string): string => `${mine}/${id}/pieces/${kind}/brouillon`,
  ownVersion: (id: string, kind: string, number: number): string => `${mine}/${id}/pieces/${kind}/${number}`,
  ownModel: (id: string, kind: string): string => `${mine}/${id}/pieces/${kind}/modele.pdf`,
  submit: (id: string): string => `${mine}/${id}/depot`,
  myAddress: (id: string): string => `${mine}/${id}/adresse`,
  confirmAddress: (id: string): string => `${mine}/${id}/adresse/code`,
  giveUp: (id: string): string => `${mine}/${id}/abandon`,

  /** A file as its organisation and the other officers of the relay follow it: never an identity document. */
  followed: (id: string): string => `${followed}/${id}`,
  prepare: (id: string): string => `${followed}/${id}/donnees`,
  prepareDraft: (id: string): string => `${followed}/${id}/donnees/brouillon`,
  address: (id: string): string => `${followed}/${id}/adresse`,
  abandon: (id: string): string => `${followed}/${id}/abandon`,
  recordCertificate: (id: string): string => `${followed}/${id}/certificat`,

  /** The registration officer's desk. */
  desk,
  desked: (id: string, kind?: string): string =>
    `${desk}/${id}${kind ? `?piece=${encodeURIComponent(kind)}` : ''}`,
  verdict: (id: string, kind: string): string => `${desk}/${id}/pieces/${kind}/verdict`,
  version: (id: string, kind: string, number: number): string => `${desk}/${id}/pieces/${kind}/${number}`,
  model: (id: string, kind: string): string => `${desk}/${id}/pieces/${kind}/modele.pdf`,
  corrections: (id: string): string => `${desk}/${id}/corrections`,
  validate: (id: string): string => `${desk}/${id}/validation`,
  reject: (id: string): string => `${desk}/${id}/rejet`,
  reopen: (id: string): string => `${desk}/${id}/reouverture`,
} as const;

const visits = '/rendez-vous';
const tokens = '/cles';

/** The certification agent who is there in the holder's place, in the query of the face-to-face. */
export const agentQuery = 'mandataire';

/** Addresses of the slice's pages. */
export const handoverPaths = {
  /** The delivery officers' lists. */
  visits,
  agenda: (week?: string): string => `${visits}/agenda${week ? `?semaine=${week}` : ''}`,
  propose: `${visits}/proposition`,
  fix: `${visits}/telephone`,
  visit: (id: string): string => `${visits}/${id}`,
  fixProposed: (id: string): string => `${visits}/${id}/telephone`,
  move: (id: string): string => `${visits}/${id}/deplacement`,
  cancel: (id: string): string => `${visits}/${id}/annulation`,
  miss: (id: string, file: string): string => `${visits}/${id}/absence/${file}`,
  handOver: (id: string, file: string): string => `${visits}/${id}/remise/${file}`,
  handOverToAgent: (id: string, file: string, agent: string): string =>
    `${visits}/${id}/remise/${file}?${agentQuery}=${agent}`,
  refuseData: (id: string, file: string): string => `${visits}/${id}/refus/${file}`,
  event: (id: string): string => `${visits}/${id}/rendez-vous.ics`,

  /** A holder's visit, for the holder and their organisation. */
  ofFile: (file: string): string => `${visits}/dossier/${file}`,
  pick: (file: string): string => `${visits}/dossier/${file}/horaire`,
  noneSuits: (file: string): string => `${visits}/dossier/${file}/aucun`,
  offer: (file: string): string => `${visits}/dossier/${file}/disponibilites`,
  moveOf: (file: string): string => `${visits}/dossier/${file}/deplacement`,
  cancelOf: (file: string): string => `${visits}/dossier/${file}/annulation`,
  eventOf: (file: string): string => `${visits}/dossier/${file}/rendez-vous.ics`,
  handBack: (file: string): string => `${visits}/dossier/${file}/relance`,
  record: (file: string, number: string): string => `${visits}/dossier/${file}/${number}.pdf`,

  tokens,
  receive: `${tokens}/reception`,
  receiveChosen: `${tokens}/reception/choix`,
  token: (id: string): string => `${tokens}/${id}`,
  ship: (id: string): string => `${tokens}/${id}/expedition`,
  takeBack: (id: string): string => `${tokens}/${id}/retour`,
  report: (id: string): string => `${tokens}/${id}/signalement`,
  sendBack: (id: string): string => `${tokens}/${id}/renvoi`,
  destroy: (id: string): string => `${tokens}/${id}/destruction`,
} as const;

import type { MissionRequestData } from './mission-request.js';

export function missionRequest(): MissionRequestData {
  return {
    title: 'Demande de mission facultative',
    subtitle: 'Délivrance de certificats électroniques sur place',
    reference: 'M-2026-35-0142-1',
    version: 1,
    test: true,
    deliveryCentre: {
      name: 'Centre de gestion de la fonction publique territoriale d’Ille-et-Vilaine (CDG 35)',
      address: [
        'Village des Collectivités Territoriales',
        '1 avenue de Tizé',
        'CS 13600',
        '35236 Thorigné-Fouillard Cedex',
      ],
      email: 'contact@cdg35.fr',
      site: 'www.cdg35.fr',
    },
    object: 'Délivrance des certificats électroniques',
    orderReference: '2026-35-0142',
    organisation: { name: 'Commune d’Exemple-sur-Vilaine', siret: '99999999800019' },
    personInCharge: {
      name: 'Nolwenn Le Test',
      telephone: '02 61 91 00 12',
      email: 'nolwenn.letest@exemple.fr',
    },
    mission: {
      label: 'Délivrance de certificats électroniques par le CDG 35 dans les locaux de la collectivité',
      price: 8_200,
      priceNote:
        'Une heure d’intervention au tarif de 82 € ; délibération n° 13-61 du conseil d’administration du CDG 35 du 2 décembre 2014.',
    },
    holders: [
      { name: 'Gwenaëlle Kerbellec', role: 'directrice générale des services' },
      { name: 'Yann Le Guirriec', role: 'maire' },
    ],
    acceptances: [
      {
        text: 'L’autorité territoriale déclare avoir pris connaissance des conditions particulières d’utilisation des missions facultatives, publiées sur www.cdg35.fr, et en accepte les termes',
        version: 'du 1er janvier 2026',
        acceptedAt: new Date('2026-11-24T08:12:40Z'),
      },
    ],
    liability:
      'La responsabilité du CDG 35 ne peut être engagée si la demande est imprécise ou les renseignements incomplets, ni pour les décisions que la collectivité prend après son intervention.',
    signature: {
      name: 'Yann Le Guirriec',
      role: 'maire',
      place: 'Exemple-sur-Vilaine',
      below: 'Cachet et signature, ou signature en ligne (feuille de signature jointe)',
    },
    procedure: [
      'La collectivité remplit l’annexe 4bis et la signe ; le syndicat mixte Mégalis Bretagne la reçoit, le CDG 35 en a copie.',
      'Mégalis Bretagne traite la demande avec ChamberSign.',
      'Chaque futur titulaire reçoit un mail : il remplit un dossier en ligne et dépose les pièces attendues par la CCI choisie.',
      'Dès que la CCI a validé le dossier, le futur titulaire reçoit un mail qui le convoque au face-à-face.',
      'Le CDG 35, prévenu de la validation, prend rendez-vous avec la collectivité.',
    ],
  };
}

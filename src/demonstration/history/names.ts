import type { Chance } from './chance.js';

const given = [
  'Anaïg',
  'Armel',
  'Azenor',
  'Brendan',
  'Bleuenn',
  'Corentine',
  'Denez',
  'Enora',
  'Erell',
  'Gaël',
  'Goulven',
  'Gwendal',
  'Iwan',
  'Jakez',
  'Kaourintine',
  'Lena',
  'Loeiza',
  'Maël',
  'Maïna',
  'Malo',
  'Morgane',
  'Nolwenn',
  'Perig',
  'Riwal',
  'Rozenn',
  'Sterenn',
  'Tifenn',
  'Tudual',
  'Yann',
  'Youenn',
] as const;

const surnames = [
  'Essai',
  'Exemple',
  'Fictif',
  'Modèle',
  'Specimen',
  'Témoin',
  'Gabarit',
  'Maquette',
  'Prototype',
  'Canevas',
  'Factice',
  'Brouillon',
  'Esquisse',
  'Ébauche',
  'Démo',
  'Patron',
  'Calque',
  'Épreuve',
  'Échantillon',
  'Simulacre',
] as const;

export interface Invented {
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly phone: string;
}

/** A plainly invented person, whose address is nobody else's. */
export function invent(luck: Chance, serial: string): Invented {
  const givenName = luck.among(given);
  const surname = luck.among(surnames);
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^a-z]/g, '');
  return {
    givenName,
    surname,
    email: `${plain(givenName)}.${plain(surname)}.${serial}@exemple.fr`,
    phone: `02 61 91 ${String(luck.between(10, 99))} ${String(luck.between(10, 99))}`,
  };
}

/** Who takes part in the walkthrough; plainly invented. */
interface Somebody {
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
}

export interface FutureHolder extends Somebody {
  readonly function: string;
  readonly phone: string;
  readonly situation: 'agent' | 'elected-member' | 'legal-representative';
  readonly usages: readonly string[];
  /** Words of the usage that asks for an informed confirmation. */
  readonly unqualified?: true;
  readonly powerToSign?: string;
  readonly birth: { readonly date: string; readonly place: string };
  /** Kind of the identity document, as the page names it, and the last characters of its number. */
  readonly identity: { readonly kind: string; readonly last4: string };
}

function person(givenName: string, surname: string): Somebody {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^a-z]/g, '');
  return { givenName, surname, email: `${plain(givenName)}.${plain(surname)}@exemple.fr` };
}

/** The organisation that orders: a commune of the demonstration's territory, found by a misspelt name. */
export const town = {
  search: 'Bede',
  name: 'Bédée',
  postalCode: '35137',
  address: '1 place de l’Exemple',
} as const;

export const secretary = {
  ...person('Annaïg', 'Dossier'),
  function: 'Secrétaire générale',
  phone: '02 61 91 00 40',
};
export const mayor = { ...person('Hervé', 'Écharpe'), function: 'Maire' };

export const holders: readonly FutureHolder[] = [
  {
    ...person('Solenn', 'Budget'),
    function: 'Responsable des finances',
    phone: '06 39 98 00 41',
    situation: 'agent',
    usages: ['authentication', 'accounting-signature'],
    powerToSign: 'Arrêté de délégation de signature n° 2026-12',
    birth: { date: '1984-03-17', place: 'Rennes, Ille-et-Vilaine' },
    identity: { kind: 'Carte nationale d’identité', last4: '4K2T' },
  },
  {
    ...person('Brieuc', 'Marché'),
    function: 'Chargé de la commande publique',
    phone: '06 39 98 00 42',
    situation: 'agent',
    usages: ['authentication'],
    birth: { date: '1991-11-02', place: 'Vannes, Morbihan' },
    identity: { kind: 'Passeport', last4: '7731' },
  },
  {
    ...person('Tifenn', 'Conseil'),
    function: 'Adjointe aux finances',
    phone: '06 39 98 00 43',
    situation: 'elected-member',
    usages: ['authentication', 'acts-signature'],
    powerToSign: 'Délégation du maire, arrêté n° 2026-07',
    birth: { date: '1972-06-30', place: 'Quimper, Finistère' },
    identity: { kind: 'Carte nationale d’identité', last4: 'X09B' },
  },
];

/** Sent back for a document, which she then corrects. */
export const corrected = holders[2] as FutureHolder;
/** Misses the first appointment. */
export const absent = holders[1] as FutureHolder;

/** Officers of the demonstration, by address. */
export const officers = {
  purchasing: 'gwenola.achat@exemple.fr',
  registration: 'katell.demo@exemple.fr',
  delivery: 'bleuenn.remise@exemple.fr',
  purchasingAccountant: 'armelle.facture@exemple.fr',
  deliveryAccountant: 'soazig.compte@exemple.fr',
  administrator: 'alan.reglage@exemple.fr',
} as const;

export const office = 'bureau de Rennes';

export function nameOf({ givenName, surname }: Somebody): string {
  return `${givenName} ${surname}`;
}

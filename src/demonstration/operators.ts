import { type NewOperator, type OrganisationKind, presumedSiret, setOperator } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';

/** A SIREN that is nobody's; each body of the demonstration is one of its establishments. */
const nobodysSiren = '999999998';

interface Body {
  /** Number of the establishment: NIC 00019, 00027, 00035 … */
  readonly sequence: number;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly shortName: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
  readonly contact: string;
  readonly hours: string;
  readonly departments: readonly string[];
  readonly website?: string;
}

const office = 'Du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h';

/** Mégalis Bretagne's part, with plainly invented data. */
const buyer: Body = {
  sequence: 1,
  kind: 'syndicate',
  name: 'Syndicat mixte Mégalis Bretagne',
  shortName: 'Mégalis Bretagne',
  address: '1 rue de l’Exemple',
  postalCode: '35000',
  city: 'Rennes',
  phone: '+33261910001',
  email: 'achats@exemple.fr',
  contact: 'Gwenaëlle Essai',
  hours: office,
  departments: ['22', '29', '35', '56'],
};

/**
 * The delivery centres. That of Ille-et-Vilaine has the name, address and site that its form prints; what reaches
 * somebody, telephone and mail, is invented for all four: a demonstration may be given a real mail server.
 */
const centres: readonly Body[] = [
  {
    sequence: 2,
    kind: 'management',
    name: 'Centre de gestion de la fonction publique territoriale d’Ille-et-Vilaine',
    shortName: 'CDG 35',
    address: 'Village des Collectivités Territoriales\n1 avenue de Tizé\nCS 13600',
    postalCode: '35236',
    city: 'Thorigné-Fouillard Cedex',
    phone: '+33261910035',
    email: 'cdg35@exemple.fr',
    contact: 'Yann Exemple',
    hours: 'Du lundi au vendredi, de 8 h 30 à 12 h 30 et de 13 h 30 à 17 h',
    departments: ['35'],
    website: 'www.cdg35.fr',
  },
  centre(3, '22', 'des Côtes-d’Armor', 'Saint-Brieuc', '22000', 'Loïc Factice'),
  centre(4, '29', 'du Finistère', 'Quimper', '29000', 'Rozenn Modèle'),
  centre(5, '56', 'du Morbihan', 'Vannes', '56000', 'Goulven Specimen'),
];

/** The registration offices: chambers of commerce and industry that a holder chooses from. */
const offices: readonly Body[] = [
  chamber(6, '35', 'Rennes', '35000', '12 quai de l’Exemple', 'Katell Démo', office),
  chamber(
    7,
    '35',
    'Saint-Malo',
    '35400',
    '4 rue de l’Essai',
    'Erwan Fictif',
    'Lundi, mardi et jeudi, de 9 h à 12 h 30',
  ),
  chamber(8, '22', 'Saint-Brieuc', '22000', '16 rue du Modèle', 'Enora Virtuelle', office),
  chamber(9, '29', 'Quimper', '29000', '145 avenue du Specimen', 'Tanguy Témoin', office),
  chamber(
    10,
    '29',
    'Brest',
    '29200',
    '1 place de la Maquette',
    'Soizic Gabarit',
    'Du mardi au vendredi, de 9 h à 12 h et de 13 h 30 à 16 h 30',
  ),
  chamber(11, '56', 'Vannes', '56000', '10 rue de l’Ébauche', 'Malo Prototype', office),
  chamber(
    12,
    '56',
    'Lorient',
    '56100',
    '21 quai de l’Esquisse',
    'Aziliz Canevas',
    'Lundi et mercredi, de 9 h à 12 h et de 14 h à 17 h',
  ),
];

function centre(
  sequence: number,
  department: string,
  of: string,
  city: string,
  postalCode: string,
  contact: string,
): Body {
  return {
    sequence,
    kind: 'management',
    name: `Centre de gestion de la fonction publique territoriale ${of}`,
    shortName: `CDG ${department}`,
    address: `${department} rue de la Fiction`,
    postalCode,
    city,
    phone: `+3326191${department.padStart(4, '0')}`,
    email: `cdg${department}@exemple.fr`,
    contact,
    hours: office,
    departments: [department],
  };
}

function chamber(
  sequence: number,
  department: string,
  city: string,
  postalCode: string,
  address: string,
  contact: string,
  hours: string,
): Body {
  return {
    sequence,
    kind: 'chamber',
    name: `Chambre de commerce et d’industrie, bureau de ${city}`,
    shortName: `CCI ${city}`,
    address,
    postalCode,
    city,
    phone: `+332619101${String(sequence).padStart(2, '0')}`,
    email: `cci.${city.toLowerCase().replaceAll(/[^a-z]/g, '')}@exemple.fr`,
    contact,
    hours,
    departments: [department],
  };
}

/** Identifiers of the operators, by short name: « CDG 35 », « CCI Rennes », « Mégalis Bretagne ». */
export type Operators = ReadonlyMap<string, string>;

/** Sets up the bodies of the relay; again changes nothing. */
export async function fillOperators(act: Act): Promise<Operators> {
  const made = new Map<string, string>();
  const groups = [
    ['purchasing-body', [buyer]],
    ['delivery-centre', centres],
    ['registration-office', offices],
  ] as const;
  for (const [kind, bodies] of groups) {
    for (const body of bodies)
      made.set(body.shortName, await setOperator(act, 'demonstration', operator(kind, body)));
  }
  return made;
}

function operator(kind: NewOperator['kind'], body: Body): NewOperator {
  return {
    kind,
    shortName: body.shortName,
    contactName: body.contact,
    contactPhone: body.phone,
    contactEmail: body.email,
    website: body.website ?? null,
    hours: body.hours,
    departments: body.departments,
    organisation: {
      kind: body.kind,
      name: body.name,
      shortName: body.shortName,
      siret: presumedSiret(nobodysSiren, body.sequence),
      address: body.address,
      postalCode: body.postalCode,
      city: body.city,
      department: body.postalCode.slice(0, 2),
    },
  };
}

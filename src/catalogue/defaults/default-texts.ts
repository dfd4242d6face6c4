import type { DataOf } from '#src/catalogue/kinds/kinds.js';

const version = '2026-1';

/** What is accepted with each signature, and what the documents print. */
export const defaultTexts = {
  'acceptance-order': {
    title: 'Conditions et prix de l’organisme acheteur',
    version,
    text: 'J’accepte les conditions de fourniture des certificats numériques et leurs prix, tels qu’ils figurent sur ce bon de commande.',
    url: null,
  },
  'acceptance-mission': {
    title: 'Conditions particulières d’utilisation des missions facultatives',
    version,
    text: 'J’ai pris connaissance des conditions particulières d’utilisation des missions facultatives du centre de gestion et j’en accepte les termes.',
    url: null,
  },
  'conditions-order': {
    title: 'Conditions de fourniture des certificats numériques',
    version,
    text: 'Le service comprend la fourniture d’un ou de plusieurs certificats numériques, l’aide à la commande, à l’installation et à l’utilisation, et l’accès aux guides pratiques.\n\nLes certificats commandés ne permettent pas le chiffrement des réponses des entreprises dans la salle régionale des marchés publics.\n\nLes prix s’entendent hors délivrance par le centre de gestion, facturée par celui-ci.\n\nLe lien vers le dossier en ligne est envoyé à l’adresse électronique de chaque titulaire\u202f: il en faut une par personne.',
    url: null,
  },
  'conditions-mission': {
    title: 'Mission de délivrance des certificats électroniques',
    version,
    text: 'Le centre de gestion délivre les certificats électroniques dans les locaux de l’organisme. Le prix est celui d’une heure d’intervention, quel que soit le nombre de certificats remis pendant celle-ci.',
    url: null,
  },
  'order-form-service': {
    title: 'Bon de commande : le service',
    version,
    text: 'Le service comprend l’acquisition d’un ou de plusieurs certificats, l’assistance à la commande, à l’installation et à l’utilisation, et l’accès aux guides pratiques.',
    url: null,
  },
  'order-form-product-note': {
    title: 'Bon de commande : note sur le produit',
    version,
    text: 'Ces certificats ne chiffrent pas les offres des entreprises dans la salle des marchés.',
    url: null,
  },
  'order-form-delivery-note': {
    title: 'Bon de commande : note sur la remise',
    version,
    text: 'Prix hors remise sur place par le centre de délivrance, demandée et facturée à part.',
    url: null,
  },
  'order-form-mail-note': {
    title: 'Bon de commande : note sur les adresses',
    version,
    text: 'Le lien vers le dossier en ligne part à l’adresse de chaque titulaire\u202f: il en faut une par personne.',
    url: null,
  },
  'order-form-declaration': {
    title: 'Bon de commande : déclaration',
    version,
    text: 'L’établissement déclare ces informations exactes.',
    url: null,
  },
  'order-form-invoicing': {
    title: 'Bon de commande : facturation',
    version,
    text: 'La facture est émise après la délivrance du certificat, au prix unitaire indiqué.',
    url: null,
  },
  'signature-statement': {
    title: 'Feuille de signature : ce qu’elle prouve',
    version,
    text: 'Cette feuille constate la signature en ligne des documents désignés ci-dessous. Ils sont figés\u202f: leur empreinte, prise avant tout cachet, les désigne, et la moindre modification la changerait. Le cachet électronique du service, s’il en a un, s’y ajoute ensuite, comme à cette feuille, sans rien y changer.',
    url: null,
  },
  'countersignature-statement': {
    title: 'Feuille de contreseing : ce qu’elle prouve',
    version,
    text: 'Cette feuille constate que l’organisme acheteur a examiné et contresigné les documents désignés ci-dessous, dans la version que l’établissement a signée. Le cachet électronique du service, s’il en a un, s’ajoute ensuite à ces documents et à cette feuille, sans rien y changer\u202f; celui de la signature reste valable.',
    url: null,
  },
  'liability-mission': {
    title: 'Responsabilité',
    version,
    text: 'Le centre de gestion ne peut être tenu responsable d’une demande imprécise ou d’informations incomplètes, ni des décisions que l’organisme prend après son intervention.',
    url: null,
  },
  'procedure-mission': {
    title: 'Les cinq étapes',
    version,
    text: 'L’organisme complète l’annexe 4bis et la transmet signée à l’organisme acheteur\u202f; une copie va au centre de gestion.\n\nL’organisme acheteur traite la demande avec l’autorité de certification.\n\nChaque futur titulaire reçoit un message qui l’invite à remplir un dossier en ligne et à envoyer toutes les pièces attendues à la CCI choisie.\n\nUne fois le dossier validé par la CCI, le futur titulaire reçoit un message individuel qui le convoque au face-à-face.\n\nLe centre de gestion, averti de la validation par message, prend contact avec l’organisme pour fixer le rendez-vous.',
    url: null,
  },
  'handover-identity': {
    title: 'Vérification de l’identité',
    version,
    text: 'Le titulaire s’est présenté en personne et a produit la pièce d’identité de son dossier, en cours de validité. Ses traits, son nom, ses prénoms et le numéro de la pièce ont été vérifiés.',
    url: null,
  },
  'handover-acceptance': {
    title: 'Acceptation du certificat',
    version,
    text: 'J’ai vérifié les informations de mon certificat et je les accepte. J’ai reçu ma clé. Je garde pour moi seul mon code secret, que ni l’agent de délivrance ni le centre de gestion ne connaissent. Je demanderai sans délai la révocation de mon certificat si ma clé est perdue ou volée, si mes fonctions changent ou si une information devient inexacte.',
    url: null,
  },
  'handover-identity-agent': {
    title: 'Vérification de l’identité du mandataire',
    version,
    text: 'Le mandataire de certification s’est présenté en personne et a produit une pièce d’identité en cours de validité. Ses traits, son nom et ses prénoms ont été vérifiés.',
    url: null,
  },
  'handover-acceptance-agent': {
    title: 'Acceptation du certificat par le mandataire',
    version,
    text: 'Au nom du titulaire, j’ai vérifié les informations de son certificat et je les accepte. J’ai reçu sa clé\u202f: je la lui remets sans délai, en main propre, et ne m’en sers pas. Je n’ai ni reçu ni demandé son code secret. Si la clé est perdue ou volée avant de lui parvenir, j’en demanderai sans délai la révocation.',
    url: null,
  },
  'handover-refusal': {
    title: 'Refus du certificat',
    version,
    text: 'Une information de mon certificat n’est pas exacte\u202f: je le refuse. La clé ne m’est pas remise et le certificat est révoqué.',
    url: null,
  },
  'piece-mandate': {
    title: 'Mandat du titulaire',
    version,
    text: 'Le représentant légal de l’organisme désigne la personne nommée ci-dessus comme titulaire d’un certificat électronique. Il l’autorise à le demander, à recevoir la clé en main propre et à s’en servir au nom de l’organisme, pour les seuls usages indiqués.\n\nLe titulaire accepte ce mandat. Il garde sa clé et son code secret pour lui seul, et demande sans délai la révocation du certificat si la clé est perdue ou volée, si ses fonctions changent ou si une information devient inexacte.\n\nLe représentant légal demande la révocation du certificat dès que ce mandat prend fin.',
    url: null,
  },
  'piece-conditions': {
    title: 'Conditions d’utilisation du certificat',
    version,
    text: 'Le titulaire donne des informations exactes, avec les justificatifs demandés, et signale tout changement.\n\nIl reçoit la clé en main propre, vérifie les informations du certificat et les accepte avant de s’en servir.\n\nIl est seul à se servir de sa clé, pour les usages indiqués. Il ne confie à personne ni la clé ni le code secret.\n\nIl demande sans délai la révocation du certificat, et cesse de s’en servir, si la clé est perdue ou volée, si le code est connu d’un autre, si ses fonctions changent ou si une information devient inexacte.\n\nLes informations du dossier sont gardées par l’autorité de certification et le bureau d’enregistrement pendant la durée que leur politique fixe. Le certificat révoqué ou expiré ne peut plus servir à signer.\n\nLa politique de certification de l’autorité complète ces conditions.',
    url: null,
  },
} satisfies Record<string, DataOf<'text'>>;

export type TextCode = keyof typeof defaultTexts;

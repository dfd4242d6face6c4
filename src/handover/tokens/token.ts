import type { Party } from '#src/directory/index.js';
import type { Row, Table } from '#src/platform/acts/steps.js';

export const tokenStates = [
  'at-authority',
  'in-transit',
  'received',
  'handed-over',
  'lost',
  'damaged',
  'returning',
  'returned',
  'destroyed',
] as const;
export type TokenState = (typeof tokenStates)[number];

export type TokenStep = 'ship' | 'receive' | 'hand-over' | 'report' | 'send-back' | 'take-back' | 'destroy';

/** Who keeps a token: the sender until the receiver confirms; of a lost one, the last who had it. */
export type Keeper = 'authority' | 'centre' | 'holder' | 'agent';

/** The USB key, nominative: from the authority to the delivery centre, to its holder's hand, or back. */
export const tokenTable: Table<TokenState, Party, TokenStep> = {
  subject: 'la clé',
  title: 'Clé',
  words: {
    'at-authority': 'chez l’autorité de certification',
    'in-transit': 'en chemin vers le centre de délivrance',
    received: 'au centre de délivrance',
    'handed-over': 'remise en main propre',
    lost: 'perdue',
    damaged: 'abîmée',
    returning: 'en chemin vers l’autorité de certification',
    returned: 'revenue à l’autorité de certification',
    destroyed: 'détruite',
  },
  ends: ['handed-over', 'lost', 'returned', 'destroyed'],
  rest: ['received'],
  rows: [
    {
      step: 'ship',
      from: ['at-authority'],
      to: ['in-transit'],
      by: ['certification-authority'],
      move: 'next',
      label: 'Expédier',
      follows: 'L’autorité la garde à son compte jusqu’à ce que le centre confirme l’avoir reçue.',
    },
    {
      step: 'ship',
      from: ['at-authority'],
      to: ['in-transit'],
      by: ['purchasing-officer'],
      move: 'besides',
      label: 'Noter l’expédition',
      follows: 'Quand l’autorité l’annonce autrement que par son adaptateur.',
    },
    {
      step: 'receive',
      from: ['in-transit'],
      to: ['received'],
      by: ['delivery-officer'],
      move: 'next',
      label: 'Noter la réception',
      follows: 'Le rendez-vous du titulaire peut être proposé.',
    },
    {
      step: 'hand-over',
      from: ['received'],
      to: ['handed-over'],
      by: ['delivery-officer'],
      move: 'next',
      label: 'Remettre',
      follows: 'Avec la remise du dossier.',
    },
    {
      step: 'report',
      from: ['in-transit'],
      to: ['lost', 'damaged'],
      by: ['certification-authority', 'purchasing-officer'],
      move: 'besides',
      label: 'Signaler perdue ou abîmée',
      follows: 'Le dossier attend un nouveau certificat et une nouvelle clé.',
      reason: true,
    },
    {
      step: 'report',
      from: ['received'],
      to: ['lost', 'damaged'],
      by: ['delivery-officer'],
      move: 'besides',
      label: 'Signaler perdue ou abîmée',
      follows: 'Le dossier attend un nouveau certificat et une nouvelle clé.',
      reason: true,
    },
    {
      step: 'send-back',
      from: ['damaged'],
      to: ['returning'],
      by: ['delivery-officer'],
      move: 'next',
      label: 'Renvoyer à l’autorité',
      follows:
        'Par le centre qui la détient ; il la garde à son compte jusqu’à ce que l’autorité confirme l’avoir reçue.',
      reason: true,
    },
    {
      step: 'send-back',
      from: ['received', 'lost'],
      to: ['returning'],
      by: ['delivery-officer'],
      move: 'besides',
      label: 'Renvoyer à l’autorité',
      follows: 'Clé d’un dossier terminé, ou clé retrouvée.',
      reason: true,
    },
    {
      step: 'take-back',
      from: ['returning'],
      to: ['returned'],
      by: ['certification-authority'],
      move: 'next',
      label: 'Reprendre',
    },
    {
      step: 'take-back',
      from: ['returning'],
      to: ['returned'],
      by: ['purchasing-officer'],
      move: 'besides',
      label: 'Noter le retour à l’autorité',
      follows: 'Quand l’autorité l’annonce autrement que par son adaptateur.',
    },
    {
      step: 'destroy',
      from: ['at-authority', 'damaged'],
      to: ['destroyed'],
      by: ['certification-authority', 'purchasing-officer'],
      move: 'besides',
      label: 'Noter la destruction',
      follows: 'Par qui la détient ; comment et devant qui sont notés.',
      reason: true,
    },
    {
      step: 'destroy',
      from: ['received', 'damaged'],
      to: ['destroyed'],
      by: ['delivery-officer'],
      move: 'besides',
      label: 'Noter la destruction',
      follows: 'Par qui la détient ; comment et devant qui sont notés.',
      reason: true,
    },
  ],
};

/** Only who keeps a token may say that it is lost, damaged or destroyed. */
const keepersOnly: readonly TokenStep[] = ['report', 'destroy'];

const keepingParties: Readonly<Record<Keeper, readonly Party[]>> = {
  authority: ['certification-authority', 'purchasing-officer'],
  centre: ['delivery-officer'],
  holder: [],
  agent: [],
};

/** The rows that its state and its keeper leave open to some parties: nobody sends back a damaged token kept elsewhere. */
export function openTo(
  token: { readonly state: TokenState; readonly keeper: Keeper },
  parties: readonly Party[],
): Row<TokenState, Party, TokenStep>[] {
  return tokenTable.rows.filter(({ step, from, by }) => {
    const kept = keepersOnly.includes(step) || (step === 'send-back' && token.state === 'damaged');
    return (
      from.includes(token.state) &&
      by.some((party) => parties.includes(party) && (!kept || keepingParties[token.keeper].includes(party)))
    );
  });
}

/**
 * Who keeps it once it is in `state`: a reported or destroyed token stays on its last keeper's account. `hand` is the
 * one into which it is handed over.
 */
export function keeperIn(
  state: TokenState,
  before: Keeper,
  hand: Extract<Keeper, 'holder' | 'agent'> = 'holder',
): Keeper {
  switch (state) {
    case 'at-authority':
    case 'in-transit':
    case 'returned':
      return 'authority';
    case 'received':
    case 'returning':
      return 'centre';
    case 'handed-over':
      return hand;
    default:
      return before;
  }
}

import { type Delay, dueDates } from '#src/catalogue/index.js';
import type { Party } from '#src/directory/index.js';
import { longDate } from '#src/platform/french/french.js';
import type { PanelTurn } from '#src/platform/ui/index.js';
import { openTo, type TokenStep, tokenTable } from './token.js';
import type { ListedToken } from './token-list.js';

export interface Choice {
  readonly step: TokenStep;
  readonly label: string;
  readonly next: boolean;
}

export interface TokenTurn {
  readonly kind: PanelTurn;
  readonly mine: boolean;
  readonly title: string;
  readonly text?: string | undefined;
}

type Facts = Pick<ListedToken, 'state' | 'since' | 'keeper' | 'awaited'>;

/** Until when a key on its way, or about to be, is waited for. */
export interface Due {
  readonly until: Date;
  readonly late: boolean;
}

export function dueOfToken(token: Pick<Facts, 'since'>, now: Date, transit: Delay): Due {
  const until = dueDates(transit, token.since).end;
  return { until, late: now >= until };
}

interface OfficersTurn {
  readonly party: Extract<Party, 'delivery-officer' | 'purchasing-officer'>;
  readonly step: TokenStep;
}

/**
 * Which officers have the next move with a key, and what they press; nobody where it rests or the outside is awaited.
 * Past its delay, what the authority or the post owes is the purchasing officer's to look for; a key that lies at the
 * centre for nobody is the delivery officer's to send back.
 */
export function turnsOnToken({ state, keeper, awaited }: Facts, late: boolean): OfficersTurn[] {
  const buyers = (step: TokenStep): OfficersTurn[] => [{ party: 'purchasing-officer', step }];
  const centres = (step: TokenStep): OfficersTurn[] => [{ party: 'delivery-officer', step }];
  switch (state) {
    case 'at-authority':
      return late && awaited ? buyers('ship') : [];
    case 'in-transit':
      return [...centres('receive'), ...(late ? buyers('report') : [])];
    case 'received':
      return awaited ? [] : centres('send-back');
    case 'damaged':
      return keeper === 'centre' ? centres('send-back') : buyers('destroy');
    case 'returning':
      return late ? buyers('take-back') : [];
    default:
      return [];
  }
}

/** What a viewer may press. */
export function choicesOnToken(token: Facts, parties: readonly Party[], late: boolean): Choice[] {
  const turns = turnsOnToken(token, late).filter(({ party }) => parties.includes(party));
  return openTo(token, parties)
    .filter((row) => row.step !== 'hand-over')
    .filter((row) => !(row.step === 'send-back' && token.state === 'received' && token.awaited))
    .map(({ step, label }) => ({ step, label, next: turns.some((turn) => turn.step === step) }));
}

/** Who has the next move with a key, or that it rests where it is. */
export function toldTurn(token: Facts, parties: readonly Party[], { until, late }: Due): TokenTurn {
  const [turn] = turnsOnToken(token, late).filter(({ party }) => parties.includes(party));
  return turn
    ? { kind: 'yours', mine: true, ...toYou(token, turn, until) }
    : { mine: false, ...toOthers(token) };
}

function toYou(token: Facts, { party, step }: OfficersTurn, until: Date): Pick<TokenTurn, 'title' | 'text'> {
  switch (step) {
    case 'ship':
      return {
        title: 'L’expédition de cette clé tarde : relancez l’autorité',
        text: `Elle était attendue avant le ${longDate(until)}.`,
      };
    case 'receive':
      return {
        title: 'Notez sa réception dès qu’elle est entre vos mains',
        text: token.awaited
          ? 'L’autorité l’a à son compte jusque-là.'
          : 'Elle ne sera pas remise, son certificat n’est plus bon : une fois reçue, elle sera à renvoyer.',
      };
    case 'report':
      return {
        title: 'Cette clé tarde à arriver : recherchez-la',
        text: token.awaited
          ? 'Si elle est perdue, signalez-le : une nouvelle sera demandée.'
          : 'Si elle est perdue, signalez-le. Son certificat n’est plus bon : personne ne l’attend.',
      };
    case 'take-back':
      return { title: 'Ce retour tarde : demandez à l’autorité si elle a la clé' };
    default:
      if (party === 'purchasing-officer') {
        return { title: 'L’autorité détient cette clé abîmée : notez sa destruction' };
      }
      return token.state === 'damaged'
        ? { title: 'Renvoyez ou détruisez cette clé abîmée' }
        : {
            title: 'Renvoyez cette clé à l’autorité',
            text: 'Son certificat n’est plus bon : elle ne sera pas remise.',
          };
  }
}

function toOthers(token: Facts): Pick<TokenTurn, 'kind' | 'title' | 'text'> {
  switch (token.state) {
    case 'at-authority':
      return token.awaited
        ? { kind: 'theirs', title: 'On attend que l’autorité expédie cette clé.' }
        : {
            kind: 'stopped',
            title: 'Cette clé ne sera pas remise : son certificat n’est plus bon.',
            text: 'Elle est restée chez l’autorité, qui n’a plus à l’expédier.',
          };
    case 'in-transit':
      return { kind: 'theirs', title: 'On attend que le centre de délivrance la reçoive.' };
    case 'received':
      return token.awaited
        ? { kind: 'calendar', title: 'Elle est au centre, prête pour son titulaire.' }
        : { kind: 'theirs', title: 'Le centre de délivrance doit la renvoyer à l’autorité.' };
    case 'damaged':
      return {
        kind: 'theirs',
        title:
          token.keeper === 'centre'
            ? 'Le centre la renvoie ou la détruit.'
            : 'L’autorité la détient : sa destruction est à noter par l’organisme acheteur.',
      };
    case 'returning':
      return { kind: 'theirs', title: 'On attend que l’autorité confirme l’avoir reçue.' };
    default:
      return { kind: 'ended', title: `La clé est ${tokenTable.words[token.state]}.` };
  }
}

import { type Delay, delayAt, dueDates } from '#src/catalogue/index.js';
import type { Party } from '#src/directory/index.js';
import type { Reader } from '#src/handover/store.js';
import { longDate } from '#src/platform/french/french.js';
import type { PanelTurn } from '#src/platform/ui/index.js';
import { keepersOnly, keepingParties, type TokenStep, tokenTable } from './token.js';
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

/**
 * What a viewer may press. Past its delay, a key on its way is the purchasing officer's to look for; one that lies
 * at the centre for nobody is the delivery officer's to send back.
 */
export function choicesOnToken(token: Facts, parties: readonly Party[]): Choice[] {
  const idle = token.state === 'received' && !token.awaited;
  return tokenTable.rows
    .filter((row) => row.from.includes(token.state) && row.by.some((party) => parties.includes(party)))
    .filter((row) => row.step !== 'hand-over')
    .filter((row) => !(row.step === 'send-back' && token.state === 'received' && token.awaited))
    .filter(
      (row) =>
        !keepersOnly.includes(row.step) ||
        keepingParties[token.keeper].some((each) => parties.includes(each)),
    )
    .map((row) => ({
      step: row.step,
      label: row.label,
      next: row.move === 'next' || (idle && row.step === 'send-back'),
    }));
}

/** Who has the next move with a key, or that it rests where it is. */
export async function turnOfToken(
  db: Reader,
  token: Facts,
  parties: readonly Party[],
  now: Date,
): Promise<TokenTurn> {
  return toldTurn(token, parties, now, await delayAt(db, 'token-transit', now));
}

export function toldTurn(token: Facts, parties: readonly Party[], now: Date, transit: Delay): TokenTurn {
  const officer = parties.includes('delivery-officer');
  const buyer = parties.includes('purchasing-officer');
  const until = dueDates(transit, token.since).end;
  const late = now >= until;
  const theirs = (title: string, text?: string): TokenTurn => ({ kind: 'theirs', mine: false, title, text });
  const yours = (title: string, text?: string): TokenTurn => ({ kind: 'yours', mine: true, title, text });
  switch (token.state) {
    case 'at-authority':
      return late && buyer
        ? yours(
            'L’expédition de cette clé tarde : relancez l’autorité',
            `Elle était attendue avant le ${longDate(until)}.`,
          )
        : theirs('On attend que l’autorité expédie cette clé.');
    case 'in-transit':
      if (officer) {
        return yours(
          'Notez sa réception dès qu’elle est entre vos mains',
          'L’autorité l’a à son compte jusque-là.',
        );
      }
      return late && buyer
        ? yours(
            'Cette clé tarde à arriver : recherchez-la',
            'Si elle est perdue, signalez-le : une nouvelle sera demandée.',
          )
        : theirs('On attend que le centre de délivrance la reçoive.');
    case 'received':
      if (token.awaited) {
        return { kind: 'calendar', mine: false, title: 'Elle est au centre, prête pour son titulaire.' };
      }
      return officer
        ? yours('Renvoyez cette clé à l’autorité', 'Son certificat n’est plus bon : elle ne sera pas remise.')
        : theirs('Le centre de délivrance doit la renvoyer à l’autorité.');
    case 'damaged':
      if (token.keeper === 'centre') {
        return officer
          ? yours('Renvoyez ou détruisez cette clé abîmée')
          : theirs('Le centre la renvoie ou la détruit.');
      }
      return buyer
        ? yours('L’autorité détient cette clé abîmée : notez sa destruction')
        : theirs('L’autorité la reprend ou la détruit.');
    case 'returning':
      return late && buyer
        ? yours('Ce retour tarde : demandez à l’autorité si elle a la clé')
        : theirs('On attend que l’autorité confirme l’avoir reçue.');
    default:
      return { kind: 'ended', mine: false, title: `La clé est ${tokenTable.words[token.state]}.` };
  }
}

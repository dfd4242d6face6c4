/** What nodemailer throws, as far as we read it. */
interface SendingError {
  readonly message: string;
  readonly code?: string;
  /** The server's own words, and the number that they begin with. */
  readonly response?: string;
  readonly responseCode?: number;
  /** The command that was answered. */
  readonly command?: string;
}

/**
 * Why a mail did not go, in French; « for good » where the server refuses this recipient or this message. What it has
 * against us (sender, account, encryption) is the configuration's fault: the mail waits for it to be mended.
 */
export function failureOf(error: unknown): { cause: string; forGood: boolean } {
  const { message, code, response, responseCode = 0, command = '' } = error as SendingError;
  const forGood = responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command);
  if (code === 'EAUTH') return { cause: `Le serveur d’envoi refuse nos identifiants : ${response}`, forGood };
  if (response !== undefined)
    return { cause: `Le serveur d’envoi ${refuses(responseCode, forGood)} : ${response}`, forGood };
  return { cause: `Le serveur d’envoi ne répond pas : ${silence(message, code)}`, forGood };
}

function refuses(responseCode: number, forGood: boolean): string {
  if (forGood) return 'refuse ce message';
  return responseCode >= 500 ? 'nous refuse' : 'demande de réessayer plus tard';
}

function silence(message: string, code: string | undefined): string {
  switch (code) {
    case 'ETIMEDOUT':
      return 'aucune réponse à temps.';
    case 'ECONNECTION':
      return 'il a fermé la connexion.';
    case 'EDNS':
      return 'son nom est inconnu.';
    default:
      if (message.includes('ECONNREFUSED')) return 'il n’accepte pas de connexion.';
      return /SSL|TLS|certificate/i.test(message)
        ? `le chiffrement ne s’établit pas (${oneLine(message)}).`
        : oneLine(message);
  }
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}

import { firstGivenName } from './documents/document-rules.js';

/** « Maël Fictif »: as one speaks of the holder, and as the certificate will name them. */
export function holderName(file: { readonly given_names: string; readonly surname: string }): string {
  return `${firstGivenName(file.given_names)} ${file.surname}`;
}

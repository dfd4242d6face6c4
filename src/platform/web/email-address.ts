import { domainToASCII } from 'node:url';
import { z } from 'zod';

/**
 * Trimmed and in lower case, as people are known by it, and such that its owner can sign in with it: a domain with
 * accents is kept as mail servers write it (RFC 5891).
 */
export function emailAddress(error: string): z.ZodType<string, string> {
  return z
    .string()
    .transform((typed) => {
      const [, local, domain] = /^(.*)@(.*)$/s.exec(typed.trim().toLowerCase()) ?? [];
      return domain === undefined ? typed : `${local}@${domainToASCII(domain) || domain}`;
    })
    .pipe(z.email(error));
}

import { type Attribute, distinguishedName, type Extension } from './certificate-builder.js';
import {
  emailAddress,
  extendedKeyUsage,
  keyUsage,
  keyUsageBits,
  policies,
  qualifiedStatements,
} from './extensions.js';
import { simulatedPolicies } from './policies.js';

/** What a key may serve; the two-star product of the forms serves both. */
export type KeyPurpose = 'authentication' | 'signature';

export interface Holder {
  readonly givenName: string;
  readonly surname: string;
}

export interface Body {
  /** Official name in full. */
  readonly name: string;
  readonly siret: string;
}

/** Annex A4 of the RGS: the names of a test certificate begin with « TEST ». */
export function marked(name: string): string {
  return name.startsWith('TEST ') ? name : `TEST ${name}`;
}

/** Subject in the profile of RGS A4: the body under OU « 0002 SIRET » and as organizationIdentifier. */
export function holderSubject(holder: Holder, body: Body, serialNumber: string): Uint8Array {
  const attributes: Attribute[] = [
    ['2.5.4.6', 'FR', 'printable'],
    ['2.5.4.10', body.name],
    ['2.5.4.11', `0002 ${body.siret}`],
    ['2.5.4.97', `NTRFR-${body.siret}`],
    ['2.5.4.4', marked(holder.surname)],
    ['2.5.4.42', marked(holder.givenName)],
    ['2.5.4.3', marked(`${holder.givenName} ${holder.surname}`)],
    ['2.5.4.5', serialNumber, 'printable'],
  ];
  return distinguishedName(attributes);
}

/** Extensions that depend on the product and not on who issues. */
export function holderExtensions(
  email: string,
  purposes: readonly KeyPurpose[],
  qualified: boolean,
): Extension[] {
  const bits = [
    ...(purposes.includes('authentication') ? [keyUsageBits.digitalSignature] : []),
    ...(purposes.includes('signature') ? [keyUsageBits.nonRepudiation] : []),
  ];
  return [
    keyUsage(...bits),
    extendedKeyUsage(['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4']),
    emailAddress(email),
    ...(qualified
      ? [policies(simulatedPolicies.qualified, '0.4.0.194112.1.2'), qualifiedStatements()]
      : [policies(simulatedPolicies.twoStars, '0.4.0.2042.1.2')]),
  ];
}

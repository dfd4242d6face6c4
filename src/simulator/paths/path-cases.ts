import { authorityCases } from './path-cases-authority.js';
import { nameCases } from './path-cases-names.js';
import { policyCases } from './path-cases-policy.js';
import { revocationCases } from './path-cases-revocation.js';

/** One path of the project's own, made by its own authority, with what RFC 5280 says of it. */
export interface PathCase {
  readonly id: string;
  readonly expected: string;
  readonly anchor: Uint8Array;
  readonly untrusted: readonly Uint8Array[];
  readonly leaf: Uint8Array;
  /** Undefined where revocation is beside the point: then it isn't asked. */
  readonly crls?: readonly Uint8Array[];
  readonly policies?: readonly string[];
  readonly flags?: readonly ('explicit' | 'inhibitmap' | 'inhibitany')[];
}

/** Every case, valid ones (`ok`) and invalid ones, each invalid for one reason only. */
export function pathCases(): PathCase[] {
  return [...authorityCases(), ...nameCases(), ...policyCases(), ...revocationCases()];
}

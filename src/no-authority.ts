import type { CertificationAuthority } from '#src/orders/index.js';

/**
 * Without an adapter for a certification authority, its part is played by hand: the purchasing officer sends the
 * order, or calls it off, by the authority's own means and records its answers. Issuing waits for an adapter, and its job says so.
 */
export const noAuthority: CertificationAuthority = {
  name: 'Autorité de certification',
  byHand: true,
  order: async () => {},
  callOff: async () => {},
  issue: unconnected,
  revoke: unconnected,
  suspend: unconnected,
  resume: unconnected,
  answers: async () => [],
  heard: async () => {},
};

function unconnected(): Promise<never> {
  return Promise.reject(new Error('Aucune autorité de certification n’est reliée à cette installation.'));
}

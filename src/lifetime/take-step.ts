import type { Party } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import {
  type CertificateChange,
  type CertificateMove,
  type CertificateRow,
  moveCertificate,
} from '#src/registration/index.js';
import { partiesOn } from './certificate-view.js';
import { certificateSeen } from './store.js';

/** In whose name a step is told, where somebody stands for several. */
const speaksAs: readonly Party[] = ['holder', 'legal-representative', 'purchasing-officer'];

/** A step that a person takes on a certificate that they see; the journal keeps as which party. */
export async function takeStep(
  act: Act,
  id: string,
  step: CertificateChange,
  move: CertificateMove = {},
): Promise<CertificateRow | Refusal> {
  const facts = act.actor.kind === 'person' ? await certificateSeen(act.tx, act.actor, id) : undefined;
  if (!facts || act.actor.kind !== 'person') return notYourPart;
  const parties = partiesOn(facts, act.actor);
  const by = speaksAs.find((party) => parties.includes(party));
  return moveCertificate(act, id, step, { ...move, data: { ...(by ? { by } : {}) } });
}

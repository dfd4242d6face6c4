import { longDate } from '#src/platform/french/french.js';
import { type Html, Tag } from '#src/platform/ui/index.js';
import { type CertificateState, certificateTable } from '#src/registration/index.js';
import type { CertificateFacts } from './store.js';

const tones: Readonly<Partial<Record<CertificateState, 'success' | 'warning' | 'danger' | 'info'>>> = {
  issued: 'info',
  live: 'success',
  suspended: 'warning',
  revoked: 'danger',
};

export function StateTag({ state }: { state: CertificateState }): Html {
  return <Tag tone={tones[state] ?? 'neutral'}>{certificateTable.words[state]}</Tag>;
}

/** « du 24 novembre 2026 au 23 novembre 2029 ». */
export function validity(facts: Pick<CertificateFacts, 'not_before' | 'not_after'>): string {
  return `du ${longDate(facts.not_before)} au ${longDate(facts.not_after)}`;
}

/** Reasons of RFC 5280 §5.3.1 that an end entity's certificate may get, with their codes. */
export const revocationReasons = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
} as const;

export type RevocationReason = keyof typeof revocationReasons;

/** One change of a certificate's status. */
export interface StatusChange {
  readonly at: string;
  readonly to: RevocationReason | 'released';
}

/** The status of everything issued, by serial; a certificate that stays good has an empty list. */
export class StatusRegister {
  readonly #changes: Map<string, StatusChange[]>;

  constructor(stored: Readonly<Record<string, readonly StatusChange[]>> = {}) {
    this.#changes = new Map(Object.entries(stored).map(([serial, changes]) => [serial, [...changes]]));
  }

  issued(serial: string): void {
    if (this.#changes.has(serial)) throw new Error(`serial ${serial} was already issued`);
    this.#changes.set(serial, []);
  }

  /** What another process has recorded of a certificate. */
  restore(serial: string, changes: readonly StatusChange[]): void {
    this.#changes.set(serial, [...changes]);
  }

  changesOf(serial: string): readonly StatusChange[] {
    return this.#changes.get(serial) ?? [];
  }

  knows(serial: string): boolean {
    return this.#changes.has(serial);
  }

  /** Records a change; revocation is final, so one that is already final stays as it was. */
  change(serial: string, to: StatusChange['to'], at: Date): void {
    const changes = this.#changes.get(serial);
    if (!changes) throw new Error(`serial ${serial} was not issued here`);
    const last = changes.at(-1)?.to ?? 'released';
    const held = last === 'certificateHold';
    if (to === 'released' ? !held : last !== 'released' && (!held || to === 'certificateHold')) return;
    changes.push({ at: at.toISOString(), to });
  }

  /** Revocation or hold in force at `at`. */
  revocation(serial: string, at: Date): { at: Date; reason: RevocationReason } | undefined {
    const last = this.#changes.get(serial)?.findLast((change) => new Date(change.at) <= at);
    return last && last.to !== 'released' ? { at: new Date(last.at), reason: last.to } : undefined;
  }

  serials(): string[] {
    return [...this.#changes.keys()];
  }

  store(): Record<string, StatusChange[]> {
    return Object.fromEntries([...this.#changes].map(([serial, changes]) => [serial, [...changes]]));
  }
}

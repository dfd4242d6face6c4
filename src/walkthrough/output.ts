import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReceivedMail } from './mailbox.js';

/** The folder where the walkthrough leaves what everybody of the relay received. */
export class Output {
  readonly #written = new Set<string>();

  constructor(readonly folder: string) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  get count(): number {
    return this.#written.size;
  }

  keep(name: string, bytes: Uint8Array | string): void {
    const safe = name.replaceAll(/[^\p{L}\p{N} ._()’-]+/gu, '_').slice(0, 150);
    writeFileSync(join(this.folder, safe), bytes);
    this.#written.add(safe);
  }

  /** Every mail as it came, and what was attached to it; a calendar entry under its own name. */
  keepMails(mails: readonly ReceivedMail[]): void {
    for (const [index, mail] of mails.entries()) {
      const stem = `courriel ${String(index + 1).padStart(3, '0')} ${mail.to.split('@')[0]} ${mail.subject.slice(0, 60)}`;
      this.keep(`${stem}.eml`, mail.raw);
      for (const each of mail.attachments) {
        const bytes = typeof each.content === 'string' ? each.content : new Uint8Array(each.content);
        const name = each.filename ?? (each.mimeType === 'text/calendar' ? 'rendez-vous.ics' : 'piece');
        this.keep(`courriel ${String(index + 1).padStart(3, '0')} ${name}`, bytes);
      }
    }
  }
}

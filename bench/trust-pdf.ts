import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderOrderForm } from '#src/documents/order-form.js';
import { holders, orderForm } from '#src/documents/order-form.specimen.js';
import { IncrementalUpdate, streamSource } from '#src/platform/pdf-update.js';
import { createAuthority } from '#src/simulator/authority.js';
import { judgePdf, sealPdf } from '#src/trust/signatures.js';

/** How long judging a signed PDF takes once warm, against a process of pdfsig; printed, never asserted. */
export async function benchTrustPdf(): Promise<void> {
  const at = new Date('2026-11-24T09:00:00Z');
  const authority = await createAuthority({ name: 'AC de mesure', now: at });
  const { der, privateKey } = await authority.issue({
    holder: { givenName: 'Soizic', surname: 'Kermarrec' },
    body: { name: 'RENNES MÉTROPOLE', siret: '24350013900015' },
    email: 'soizic.kermarrec@exemple.fr',
    notBefore: at,
    years: 1,
  });
  if (!privateKey) throw new Error('The simulated authority kept the key');
  const signer = { key: privateKey, certificate: der, chain: [] };
  const seal = async (bytes: Uint8Array): Promise<Uint8Array> => sealPdf(bytes, { signer, at });
  const form = renderOrderForm(orderForm(), at);
  const files: [string, Uint8Array, string][] = [
    ['order form', await seal(form), ''],
    ['order form of 200 holders', await seal(renderOrderForm(orderForm(holders(200)), at)), ''],
    ['0.5 MB, pictures', await seal(withPictures(form, 450_000)), 'aim ≤ 10 ms'],
    ['5 MB, pictures', await seal(withPictures(form, 4_950_000)), 'aim ≤ 40 ms'],
    ['5 MB, countersigned', await seal(await seal(withPictures(form, 4_950_000))), 'aim ≤ 40 ms'],
  ];
  console.log('file                          size     clock   processor   pdfsig, a process');
  for (const [name, bytes, aim] of files) {
    const ours = await median(25, async () => void (await judgePdf(bytes)));
    const path = join(tmpdir(), `bench-trust-${process.pid}.pdf`);
    writeFileSync(path, bytes);
    const theirs = await median(7, async () => void spawnSync('pdfsig', ['-nocert', path]));
    const size = `${(bytes.length / 1e6).toFixed(2)} MB`;
    const times = `${ours.clock.toFixed(1).padStart(7)} ms ${ours.processor.toFixed(1).padStart(7)} ms`;
    console.log(
      `${name.padEnd(28)} ${size.padStart(8)} ${times} ${theirs.clock.toFixed(0).padStart(8)} ms   ${aim}`,
    );
  }
}

/** Pictures of noise behind the last page, as scans would make a file large. */
function withPictures(pdf: Uint8Array, bytes: number): Uint8Array {
  const update = new IncrementalUpdate(pdf);
  const page = update.pages()[0] as number;
  const numbers: number[] = [];
  for (let left = bytes; left > 0; left -= 200_000) {
    const head = new Map([
      ['Type', '/XObject'],
      ['Subtype', '/Image'],
      ['Width', '100'],
      ['Height', '100'],
      ['BitsPerComponent', '8'],
      ['ColorSpace', '/DeviceGray'],
      ['Filter', '/DCTDecode'],
    ]);
    numbers.push(update.add(streamSource(head, randomBytes(Math.min(left, 200_000)))));
  }
  const dictionary = update.object(page).trimEnd();
  update.replace(
    page,
    `${dictionary.slice(0, -2)} /PieceInfo [${numbers.map((n) => `${n} 0 R`).join(' ')}] >>`,
  );
  return update.rewrite();
}

/** Medians in milliseconds: on the clock, and of this process's processor time. */
async function median(
  times: number,
  work: () => Promise<void>,
): Promise<{ clock: number; processor: number }> {
  const clock: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const start = performance.now();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    clock.push(performance.now() - start);
    processor.push((user + system) / 1000);
  }
  const middle = (list: number[]) => list.sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0;
  return { clock: middle(clock), processor: middle(processor) };
}

if (process.argv[1]?.endsWith('trust-pdf.ts')) await benchTrustPdf();

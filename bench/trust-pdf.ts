import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderOrderForm } from '#src/documents/order-form.js';
import { holders, orderForm } from '#src/documents/order-form.specimen.js';
import { IncrementalUpdate, streamSource } from '#src/platform/pdf/pdf-update.js';
import { createAuthority } from '#src/simulator/authority/authority.js';
import { judgePdf, sealPdf } from '#src/trust/signatures.js';

/** How long judging one signed PDF takes. */
export interface PdfTiming {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds once warm, by the clock. */
  readonly ours: number;
  /** The same, of processor. */
  readonly processor: number;
  /** A process of pdfsig, start included; 0 where the machine has none. */
  readonly theirs: number;
  readonly aim: number | undefined;
}

/** Judges signed PDFs of several sizes, beside a process of pdfsig. */
export async function benchTrustPdf(): Promise<PdfTiming[]> {
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
  const form = await renderOrderForm(orderForm(), at);
  const files: [string, Uint8Array, number?][] = [
    ['bon de commande', await seal(form)],
    ['bon de commande, contresigné', await seal(await seal(form))],
    ['bon de commande de 200 titulaires', await seal(await renderOrderForm(orderForm(holders(200)), at))],
    ['0,5 Mo, images', await seal(withPictures(form, 450_000)), 10],
    ['5 Mo, images', await seal(withPictures(form, 4_950_000)), 40],
    ['5 Mo, contresigné', await seal(await seal(withPictures(form, 4_950_000))), 40],
  ];
  const path = join(tmpdir(), `bench-trust-${process.pid}.pdf`);
  const there = spawnSync('pdfsig', ['-v']).error === undefined;
  const timings: PdfTiming[] = [];
  for (const [name, bytes, aim] of files) {
    const judge = async (): Promise<void> => void (await judgePdf(bytes));
    for (let round = 0; round < 15; round += 1) await judge();
    const { clock: ours, processor } = await median(25, judge);
    writeFileSync(path, bytes);
    const other = async (): Promise<void> => void spawnSync('pdfsig', ['-nocert', path]);
    const theirs = there ? (await median(7, other)).clock : 0;
    timings.push({ name, size: bytes.length, ours, processor, theirs, aim });
  }
  rmSync(path);
  return timings;
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
  const middle = (all: number[]): number => all.sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0;
  return { clock: middle(clock), processor: middle(processor) };
}

if (process.argv[1]?.endsWith('trust-pdf.ts')) {
  console.log('| file | size | processor | clock | a process of pdfsig |\n| --- | --- | --- | --- | --- |');
  for (const { name, size, ours, processor, theirs, aim } of await benchTrustPdf()) {
    const aimed = aim === undefined ? '' : ` (aim ${aim})`;
    console.log(
      `| ${name}${aimed} | ${(size / 1e6).toFixed(2)} MB | ${processor.toFixed(1)} | ${ours.toFixed(1)} | ${theirs.toFixed(1)} |`,
    );
  }
}

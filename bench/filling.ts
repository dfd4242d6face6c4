import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf, commandOf, cpuOf, residentOf } from './processes.js';
import { emptyFolder, startOnce } from './starts.js';

/** What the demonstration costs while it is filled at a first start. */
export interface Filling {
  readonly orders: number;
  /** Seconds from the command until the last order is told. */
  readonly whole: number;
  /** Processor time of the process that fills, in seconds. */
  readonly cpu: number;
  /** MiB of that process at its most. */
  readonly most: number;
  /** Milliseconds of the first page and that of the personas meanwhile. */
  readonly p50: number;
  readonly p95: number;
  /** MiB of the service afterwards, at rest. */
  readonly resident: number;
}

/** Starts the demonstration on an empty folder, looks at its pages while it is filled, then leaves it at rest. */
export async function measureFilling(orders: number, rest: number): Promise<Filling> {
  const folder = emptyFolder();
  try {
    const begun = performance.now();
    const service = await startOnce(folder, true, orders);
    const times: number[] = [];
    let cpu = 0;
    let most = 0;
    for (;;) {
      const filler = childrenOf(service.pid).find((pid) => commandOf(pid).includes('demonstration'));
      if (filler === undefined) break;
      cpu = Math.max(cpu, cpuOf(filler) / 1000);
      most = Math.max(most, residentOf(filler));
      for (const path of ['/', '/personnages']) {
        const asked = performance.now();
        await service.open(path);
        times.push(performance.now() - asked);
      }
      await sleep(250);
    }
    const whole = (performance.now() - begun) / 1000;
    await sleep(rest * 1000);
    const resident = residentOf(service.pid);
    await service.stop();
    times.sort((one, other) => one - other);
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
    return { orders, whole, cpu, most, p50: at(0.5), p95: at(0.95), resident };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

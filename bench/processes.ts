import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds in a clock tick of /proc (USER_HZ is 100 on Linux). */
const tick = 10;

/** Processor time of one process, user and system, in milliseconds. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) * tick : 0;
}

/**
 * Processor time of a PostgreSQL server: its first process, the ones that it has seen end, and the ones that live.
 */
export function cpuOfServer(postmaster: number): number {
  const fields = statOf(postmaster);
  if (!fields) return 0;
  const ended = (Number(fields[13]) + Number(fields[14])) * tick;
  return childrenOf(postmaster).reduce((sum, pid) => sum + cpuOf(pid), cpuOf(postmaster) + ended);
}

/** Memory resident of one process, in MiB. */
export function residentOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '');
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}

/** The command line of a process; empty once it is gone. */
export function commandOf(pid: number): string {
  return (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ');
}

/** How many processes want the machine, over the last minute. */
export function loadOfMachine(): number {
  return Number(read('/proc/loadavg')?.split(' ')[0] ?? 0);
}

export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statOf(pid)?.[1] === String(parent));
}

/** `/proc/PID/stat` from its third field on: the second, the program's name, may hold anything. */
function statOf(pid: number): string[] | undefined {
  const line = read(`/proc/${pid}/stat`);
  return line?.slice(line.lastIndexOf(')') + 2).split(' ');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

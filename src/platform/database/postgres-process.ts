import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { ServerUser } from './postgres-user.js';

/** What `postmaster.pid` says of a server that is really running on that data. */
interface RunningServer {
  pid: number;
  /** The watcher, for a server that we started. */
  parent: number;
  port: number;
  ready: boolean;
  /** Whether the Node process that started it still lives; undefined when somebody else started it. */
  ownerAlive: boolean | undefined;
}

/**
 * The server that runs on this data, or `stale` when the file is left from one that is gone and its process
 * number now belongs to another program, which PostgreSQL itself would take for a server. (A file whose process
 * is gone altogether is no hindrance.)
 */
export function findServer(dataDir: string): RunningServer | 'stale' | undefined {
  const lines = read(join(dataDir, 'postmaster.pid'))?.split('\n');
  const pid = Number(lines?.[0]);
  if (!lines || !pid) return undefined;
  const proc = `/proc/${pid}`;
  if (!processFields(pid)) return undefined;
  const folder = attempt(() => readlinkSync(`${proc}/cwd`));
  if (folder !== realpathSync(dataDir) || read(`${proc}/comm`)?.trim() !== 'postgres') return 'stale';
  const [, owner] = /cle\.owner=(\d+:\d+)/.exec(read(`${proc}/cmdline`) ?? '') ?? [];
  return {
    pid,
    parent: Number(processFields(pid)?.[1]),
    port: Number(lines[3]),
    ready: lines[7]?.trim() === 'ready',
    ownerAlive: owner === undefined ? undefined : processIdentity(Number(owner.split(':')[0])) === owner,
  };
}

/**
 * A living process by number and start time: the number alone is given again after a while. A dead one that its
 * parent has not waited for still stands in `/proc`, in some containers for ever.
 */
export function processIdentity(pid: number): string | undefined {
  const fields = processFields(pid);
  return fields && fields[0] !== 'Z' ? `${pid}:${fields[19]}` : undefined;
}

/** `/proc/PID/stat` from its third field on: the second, the program's name, may hold anything. */
function processFields(pid: number): string[] | undefined {
  const line = read(`/proc/${pid}/stat`);
  return line?.slice(line.lastIndexOf(')') + 2).split(' ');
}

/**
 * Holds the read end of a pipe from Node; when Node closes it or dies, whatever the way, the server is asked for
 * a fast shutdown. `$DISPOSE`, if set, is the data to delete afterwards.
 */
const watcher = `
exec 3<&0 </dev/null
"$0" "$@" 3<&- & SERVER=$!
trap "" INT TERM HUP
(read -r _ <&3; kill -INT $SERVER) 2>/dev/null & WATCH=$!
exec 3<&-
wait $SERVER; CODE=$?
kill -KILL $WATCH 2>/dev/null
[ -z "$DISPOSE" ] || { cd /; rm -rf "$DISPOSE"; }
exit $CODE`;

/** Starts a program under the watcher, in a session of its own so that Ctrl-C in a terminal spares it. */
export function spawnWatched(
  command: string[],
  user: ServerUser,
  logFile: number,
  dispose: string | undefined,
): ChildProcess {
  const child = spawn('sh', ['-c', watcher, ...command], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', logFile, logFile],
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', ...(dispose ? { DISPOSE: dispose } : {}) },
  });
  // The server must not keep this process alive: it ends when this process does.
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}

/** A signal to a process that may just have ended. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  attempt(() => process.kill(pid, signal));
}

function read(file: string): string | undefined {
  return attempt(() => readFileSync(file, 'utf8'));
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

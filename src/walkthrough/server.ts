import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Unexpected } from './failures.js';

interface ServerSettings {
  /** Node's arguments that start the program: `['dist/main.js']`. */
  readonly program: readonly string[];
  readonly dataDir: string;
  readonly smtpUrl: string;
}

/** Our own server as a process of its own, on its own private database: started, stopped, killed, started again. */
export class ServerProcess {
  readonly #settings: ServerSettings;
  readonly #said: string[] = [];
  #child: ChildProcess | undefined;
  /** Starts, stops and kills, one after the other. */
  #doing: Promise<unknown> = Promise.resolve();
  /** Milliseconds that its clock is ahead of the machine's. */
  #ahead = 0;
  readonly port: number;

  private constructor(settings: ServerSettings, port: number) {
    this.#settings = settings;
    this.port = port;
  }

  static async prepare(settings: ServerSettings): Promise<ServerProcess> {
    return new ServerProcess(settings, await freePort());
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** What the server's clock says. */
  get now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  /** Environment of the server, and of `./cle journal verify` on the same data. */
  get environment(): NodeJS.ProcessEnv {
    const { PATH, HOME, TZ } = process.env;
    return {
      ...{ PATH, HOME, TZ },
      NODE_ENV: 'development',
      PORT: String(this.port),
      HOST: '127.0.0.1',
      BASE_URL: this.baseUrl,
      DATA_DIR: this.#settings.dataDir,
      SMTP_URL: this.#settings.smtpUrl,
      MAIL_FROM: 'Clé en main <ne-pas-repondre@exemple.fr>',
      CLOCK_AHEAD: String(Math.round(this.#ahead / 1000)),
      DEMONSTRATION_ORDERS: '0',
      LOG_LEVEL: 'warn',
    };
  }

  start(): Promise<void> {
    return this.#inTurn(() => this.#start());
  }

  async #start(): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', ...this.#settings.program, 'serve'], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout?.on('data', (bytes: Buffer) => this.#hear(bytes));
    child.stderr?.on('data', (bytes: Buffer) => this.#hear(bytes));
    await this.up();
  }

  /** Waits until it answers. */
  async up(): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      const child = this.#child;
      if (child && child.exitCode !== null) {
        throw new Unexpected(`le serveur s’est arrêté (code ${child.exitCode}). ${this.lastWords}`);
      }
      if (await this.#answers()) return;
      await sleep(50);
    }
    throw new Unexpected(`le serveur ne répond pas. ${this.lastWords}`);
  }

  async #answers(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.baseUrl}/connexion`, { signal: AbortSignal.timeout(5_000) });
      await answer.arrayBuffer();
      return answer.status === 200;
    } catch {
      return false;
    }
  }

  /** Asks it to stop, and waits. */
  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  async #stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await gone;
    clearTimeout(impatience);
  }

  /** `kill -9` of the server, of its database or of both, at this instant; the server is started again on its data. */
  crash(what: 'server' | 'database' | 'both'): Promise<void> {
    return this.#inTurn(async () => {
      const child = this.#child;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      if (what !== 'server') this.#killDatabase();
      if (what === 'database') return;
      child.kill('SIGKILL');
      await gone;
      await this.#start();
    });
  }

  /** Stops it and starts it at a later hour of its own clock. */
  forward(to: Date): Promise<void> {
    return this.#inTurn(async () => {
      if (to <= this.now) return;
      await this.#stop();
      this.#ahead = to.getTime() - Date.now();
      await this.#start();
    });
  }

  /** Runs another command of the program on the same data. Rejects where it does not end with 0. */
  async command(...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [...this.#settings.program, ...words], {
      env: this.environment,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  }

  #killDatabase(): void {
    try {
      const [pid] = readFileSync(join(this.#settings.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split(
        '\n',
      );
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // it is between two lives
    }
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#doing.then(action);
    this.#doing = result.catch(() => {});
    return result;
  }

  /** The last lines that it wrote. */
  get lastWords(): string {
    return this.#said
      .slice(-8)
      .map((line) => line.slice(0, 400))
      .join('\n');
  }

  #hear(bytes: Buffer): void {
    this.#said.push(...bytes.toString('utf8').trimEnd().split('\n'));
    if (this.#said.length > 200) this.#said.splice(0, 100);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

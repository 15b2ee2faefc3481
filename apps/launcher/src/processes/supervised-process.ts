import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

import { Complaint, say } from '../progress.ts';
import { root } from '../workspace.ts';
import { identify, type Identity } from './identity.ts';
import { lastLines, rotateLog } from './log-file.ts';
import type { ProcessRecord } from './process-record.ts';
import { stopProcess } from './stopping.ts';

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
/** A process that ran this long counts as healthy again: the next pause is the first one. */
const HEALTHY_AFTER = 60_000;

export interface ProcessPlan {
  readonly name: string;
  /** Script and its arguments. */
  readonly script: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
}

/** The pause before the n-th restart in a row (the first is number 0), in milliseconds. */
export function pauseBefore(restart: number): number {
  return Math.min(FIRST_PAUSE * 2 ** restart, LONGEST_PAUSE);
}

/**
 * A Node process of the product that has to run as long as the launcher does: its output goes to its log file, and when
 * it crashes it is started again, more and more slowly.
 */
export class SupervisedProcess {
  readonly #plan: ProcessPlan;
  readonly #record: ProcessRecord;
  #identity: Identity | undefined;
  #restarts = 0;
  #restartTimer: NodeJS.Timeout | undefined;
  #stopping = false;
  #settled = false;
  #crashed: (complaint: Complaint) => void = () => {};

  constructor(plan: ProcessPlan, record: ProcessRecord) {
    this.#plan = plan;
    this.#record = record;
  }

  /**
   * Starts the process and waits until it is ready. During this first start a crash is not answered with a restart.
   * @throws Complaint with the end of its log when it ends before it is ready
   */
  async start(isReady: (signal: AbortSignal) => Promise<void>): Promise<void> {
    rotateLog(this.#plan.logFile);
    const givenUp = new AbortController();
    const crash = new Promise<never>((_, reject) => {
      this.#crashed = reject;
    });
    this.#spawn();
    try {
      await Promise.race([isReady(givenUp.signal), crash]);
      this.#settled = true;
    } finally {
      givenUp.abort();
    }
  }

  /** Ends the process and keeps it from coming back. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#crashed(new Complaint(`${this.#plan.name} was stopped before it was ready.`));
    clearTimeout(this.#restartTimer);
    if (!this.#identity) return;
    const identity = this.#identity;
    if (!(await stopProcess(identity))) say(`${this.#plan.name} did not end by itself and was killed.`);
    this.#record.remove(identity);
  }

  #spawn(): void {
    const { name, script, environment, logFile } = this.#plan;
    const log = openSync(logFile, 'a', 0o600);
    const child = spawn(process.execPath, ['--enable-source-maps', ...script], {
      cwd: root,
      env: environment,
      stdio: ['ignore', log, log],
      detached: true, // a group of its own: Ctrl-C reaches the launcher only, which then stops in the right order
    });
    closeSync(log);
    const startedAt = performance.now();
    child.once('error', (fault) => this.#onEnd(fault.message, startedAt));
    child.once('exit', (code, signal) =>
      this.#onEnd(signal ? `signal ${signal}` : `code ${code}`, startedAt),
    );

    this.#identity = identify(child.pid ?? 0);
    if (this.#identity) this.#record.add(name, this.#identity);
  }

  #onEnd(how: string, startedAt: number): void {
    const { name, logFile } = this.#plan;
    if (this.#identity) this.#record.remove(this.#identity);
    this.#identity = undefined;
    if (this.#stopping) return;

    const log = lastLines(logFile);
    const trace = log === '' ? `It wrote nothing to ${logFile}.` : `The end of ${logFile}:\n${log}`;
    const words = `${name} ended unexpectedly (${how}). ${trace}`;
    if (!this.#settled) {
      this.#crashed(new Complaint(words));
      return;
    }
    if (performance.now() - startedAt > HEALTHY_AFTER) this.#restarts = 0;
    const pause = pauseBefore(this.#restarts);
    this.#restarts += 1;
    say(`${words}\nIt is started again in ${pause / 1000} s.`);
    this.#restartTimer = setTimeout(() => this.#spawn(), pause);
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { chromium, type Browser, type BrowserContext } from 'playwright-core';

import { chromiumArguments, chromiumPath } from '../support/chromium.ts';
import { voiceLikeWav } from './tone.ts';

/** Longer than any recording of a campaign, so that the sound never starts anew in one. */
const TONE_SECONDS = 30;

/**
 * Chromium as a candidate has it: with a profile on disk that outlives it, a camera and a microphone. Unlike a browser
 * that Playwright starts, it can be killed as an operating system kills it, and started again on the same profile.
 */
export class RecordingBrowser {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'evenhand-browser-'));
  private readonly extra: readonly string[];
  private running: { readonly child: ChildProcess; readonly browser: Browser } | undefined;

  /** @param extra further arguments of Chromium */
  constructor(extra: readonly string[] = []) {
    this.extra = extra;
    writeFileSync(this.tone, voiceLikeWav(TONE_SECONDS));
  }

  /** Starts it, or starts it again after {@link kill}. */
  async start(): Promise<BrowserContext> {
    const profile = path.join(this.folder, 'profile');
    const portFile = path.join(profile, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    const child = spawn(
      chromiumPath(),
      [
        '--headless',
        '--remote-debugging-port=0',
        '--remote-debugging-address=127.0.0.1',
        `--user-data-dir=${profile}`,
        ...chromiumArguments(this.tone),
        ...this.extra,
        'about:blank',
      ],
      // A group of its own: its many processes die together.
      { detached: true, stdio: 'ignore' },
    );
    const port = await portIn(portFile, child);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    this.running = { child, browser };
    // Whoever stops the run must not leave a browser behind: it is in a group of its own.
    process.once('exit', this.atExit);
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('Chromium has no profile.');
    return context;
  }

  /** Ends every process of it at once, without a chance to write anything down. */
  async kill(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    process.off('exit', this.atExit);
    if (running === undefined) return;
    const { child, browser } = running;
    const gone = child.exitCode === null ? once(child, 'exit') : undefined;
    if (child.pid !== undefined) killGroup(child.pid);
    await gone;
    await browser.close().catch(() => undefined);
  }

  /** Ends it and removes its profile. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  private readonly atExit = (): void => {
    const pid = this.running?.child.pid;
    if (pid !== undefined) killGroup(pid);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };

  private get tone(): string {
    return path.join(this.folder, 'tone.wav');
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    return; // gone already
  }
}

/** Chromium writes the port it chose into its profile. */
async function portIn(file: string, child: ChildProcess): Promise<number> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`Chromium ended with ${child.exitCode}.`);
    try {
      const port = Number(readFileSync(file, 'utf8').split('\n')[0]);
      if (port > 0) return port;
    } catch {
      // not written yet
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Chromium did not start within 30 seconds.');
}

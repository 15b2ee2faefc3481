import { endCommands } from '../processes/command.ts';
import { say } from '../progress.ts';

/** Somebody asked the launcher to end. */
export class StopRequested extends Error {}

/** What has to be undone at the end, in reverse order, and the wish that it be done. */
export class Shutdown {
  readonly #request = new AbortController();
  readonly #undo: { name: string; stop: () => void | Promise<void> }[] = [];

  /** Listens to Ctrl-C and the signals by which a system ends its services. */
  listen(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (this.requested) return;
        say('Stopping …');
        this.#request.abort(new StopRequested());
        endCommands();
      });
    }
  }

  get requested(): boolean {
    return this.#request.signal.aborted;
  }

  /** Aborted with {@link StopRequested} once somebody asks for the end. */
  get signal(): AbortSignal {
    return this.#request.signal;
  }

  /** Takes over something that runs from now on; `stop` is called at the end. */
  add(name: string, stop: () => void | Promise<void>): void {
    this.#undo.push({ name, stop });
  }

  /** Resolves when somebody asks for the end. */
  async request(): Promise<void> {
    if (this.requested) return;
    await new Promise((resolve) => this.signal.addEventListener('abort', resolve, { once: true }));
  }

  /** Stops everything, the newest first. One that resists does not keep the others from stopping. */
  async stopAll(): Promise<void> {
    for (const { name, stop } of this.#undo.splice(0).reverse()) {
      try {
        await stop();
      } catch (fault) {
        say(`${name} could not be stopped: ${fault instanceof Error ? fault.message : String(fault)}`);
      }
    }
  }
}

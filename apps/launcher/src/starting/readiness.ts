import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { Complaint } from '../progress.ts';

const POLL = 200;
const PATIENCE = 90_000;

/** Waits until an address answers 200. @throws Complaint when it takes too long, or the reason of the signal */
export async function answersOk(url: string, signal: AbortSignal): Promise<void> {
  let last = 'no answer';
  await poll(
    signal,
    () => `${url} does not become ready (${last}).`,
    async () => {
      try {
        const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]) });
        last = `status ${response.status}: ${(await response.text()).slice(0, 300)}`;
        return response.ok;
      } catch {
        return false;
      }
    },
  );
}

/** Waits until something listens on a port. @throws Complaint when it takes too long, or the reason of the signal */
export async function listens(port: number, signal: AbortSignal): Promise<void> {
  await poll(
    signal,
    () => `Nothing listens on port ${port}.`,
    () => accepts(port),
  );
}

async function poll(
  signal: AbortSignal,
  complaint: () => string,
  isReady: () => Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!(await isReady())) {
    signal.throwIfAborted();
    if (performance.now() > deadline) throw new Complaint(complaint());
    await wait(POLL);
  }
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

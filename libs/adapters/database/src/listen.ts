import pg from 'pg';

/** Ears on one channel. */
export interface Listener {
  close(): Promise<void>;
}

/** Pauses before connecting again. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Listens to a NOTIFY channel on a connection of its own, and comes back by itself when the connection is lost. What was
 * said meanwhile nobody heard: `onNotify` is therefore also called after every connection, the first included.
 *
 * @param onFault hears of every lost or refused connection
 */
export function listen(
  url: string,
  channel: string,
  onNotify: () => void,
  onFault: (error: Error) => void = () => undefined,
): Listener {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = FIRST_PAUSE_MS;
  let closed = false;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: `evenhand listens to ${channel}`,
      connectionTimeoutMillis: 10_000,
      // A connection that died without a word is noticed in seconds instead of hours.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    client = fresh;
    fresh.on('notification', onNotify);
    fresh.on('error', onFault);
    fresh.once('end', () => connectLater(fresh));
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      pause = FIRST_PAUSE_MS;
      if (!closed) onNotify();
    } catch (error) {
      onFault(error instanceof Error ? error : new Error(String(error)));
      await fresh.end().catch(() => undefined);
      connectLater(fresh);
    }
  }

  function connectLater(lost: pg.Client): void {
    if (closed || client !== lost) return;
    client = undefined;
    timer = setTimeout(() => void connect(), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  void connect();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

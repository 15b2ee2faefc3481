import pg from 'pg';

/** A seat that one process at a time holds, among all that want it. */
export interface Leadership {
  /** Whether this process holds it now. */
  leads(): boolean;
  close(): Promise<void>;
}

const tryAgainMs = 2_000;

/**
 * Tries for a seat until it is free and holds it as long as its connection lives (a session's advisory lock). What the
 * leader does must do no harm when done twice: a connection can be gone for a moment before anybody notices.
 *
 * @param onLead called whenever the seat was won
 * @param onFault hears of every lost or refused connection
 */
export function lead(
  url: string,
  seat: string,
  onLead: () => void,
  onFault: (error: Error) => void = () => undefined,
): Leadership {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let leads = false;
  let closed = false;
  let underWay: Promise<void> = Promise.resolve();

  async function attempt(): Promise<void> {
    try {
      client ??= await connected();
      const { rows } = await client.query<{ won: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS won',
        [`evenhand.${seat}`],
      );
      if (closed) return;
      if (rows[0]?.won === true) {
        leads = true;
        onLead();
        return;
      }
    } catch (error) {
      onFault(error instanceof Error ? error : new Error(String(error)));
      await client?.end().catch(() => undefined);
      client = undefined;
    }
    later();
  }

  function later(): void {
    if (!closed) timer = setTimeout(() => (underWay = attempt()), tryAgainMs);
  }

  async function connected(): Promise<pg.Client> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: `evenhand leads ${seat}`,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    fresh.on('error', onFault);
    fresh.once('end', () => lost(fresh));
    await fresh.connect();
    return fresh;
  }

  function lost(gone: pg.Client): void {
    if (client !== gone || closed) return;
    client = undefined;
    if (!leads) return;
    leads = false;
    later();
  }

  underWay = attempt();
  return {
    leads: () => leads,
    close: async () => {
      closed = true;
      leads = false;
      clearTimeout(timer);
      // A seat won at the last moment would stay taken as long as this process lives.
      await underWay;
      await client?.end().catch(() => undefined);
    },
  };
}

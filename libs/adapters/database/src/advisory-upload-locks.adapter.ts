import { setTimeout as pause } from 'node:timers/promises';
import { UploadBusy, UploadLocks, type HeldLock, type LockRequest } from '@evenhand/domain';
import pg from 'pg';

const channel = 'upload_wanted';
const shortestPauseMs = 20;
const longestPauseMs = 250;

/** A session that holds locks, with the holders to warn when it breaks. */
interface Session {
  readonly client: pg.Client;
  /** Runs statements one after the other. */
  ask(sql: string, values?: string[]): Promise<pg.QueryResult<{ got: boolean }>>;
  readonly holders: Map<string, LockRequest>;
  readonly lost: Promise<void>;
}

/**
 * Upload locks as advisory locks of PostgreSQL.
 *
 * All locks of a program are held by one connection of its own, outside every pool: a pool could give the connection, and
 * with it the lock, to somebody else. Inside the program a queue per upload keeps order, since the session that holds an
 * advisory lock would be given it again. Whoever waits sends a NOTIFY, so that a holder in another copy lets go. When the
 * connection breaks, PostgreSQL frees its locks and every holder is told to stop; that bytes may then be written twice
 * does no harm, because a recording counts only once its digest agrees. The connection must not go through a pooler.
 */
export class AdvisoryUploadLocks extends UploadLocks {
  private session: Promise<Session> | undefined;
  private readonly queues = new Map<string, Promise<void>>();
  private readonly waiting = new Map<string, number>();
  private readonly inside = new Map<string, LockRequest>();

  /**
   * @param url connection string of any role
   * @param patienceMs how long to wait for a lock
   */
  constructor(
    private readonly url: string,
    private readonly patienceMs = 20_000,
  ) {
    super();
  }

  override async hold(uploadId: string, request: LockRequest = {}): Promise<HeldLock> {
    const stop = stopSignal(this.patienceMs, request.signal);
    const leave = await this.queueUp(uploadId, stop);
    try {
      this.inside.set(uploadId, request);
      const session = await this.acquire(uploadId, request, stop);
      if ((this.waiting.get(uploadId) ?? 0) > 0) request.onWanted?.();
      return { release: once(() => this.giveUp(uploadId, session).finally(leave)) };
    } catch (error) {
      this.inside.delete(uploadId);
      leave();
      throw error instanceof UploadBusy ? error : new UploadBusy({ cause: error });
    }
  }

  /** Ends the connection; every lock is freed. */
  async close(): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    this.session = undefined;
    await session?.client.end();
  }

  /** Waits for those of this program who came before. */
  private async queueUp(uploadId: string, stop: AbortSignal): Promise<() => void> {
    const before = this.queues.get(uploadId) ?? Promise.resolve();
    const { promise: mine, resolve: leave } = Promise.withResolvers<void>();
    const last = before.then(() => mine);
    this.queues.set(uploadId, last);
    void last.then(() => {
      if (this.queues.get(uploadId) === last) this.queues.delete(uploadId);
    });
    this.inside.get(uploadId)?.onWanted?.();
    const stopped = Promise.withResolvers<never>();
    const refuse = (): void => stopped.reject(new UploadBusy());
    stop.addEventListener('abort', refuse);
    if (stop.aborted) refuse();
    this.count(uploadId, 1);
    try {
      await Promise.race([before, stopped.promise]);
      return leave;
    } catch (error) {
      leave();
      throw error;
    } finally {
      this.count(uploadId, -1);
      stop.removeEventListener('abort', refuse);
    }
  }

  private count(uploadId: string, change: 1 | -1): void {
    const waiting = (this.waiting.get(uploadId) ?? 0) + change;
    if (waiting === 0) this.waiting.delete(uploadId);
    else this.waiting.set(uploadId, waiting);
  }

  private async acquire(uploadId: string, request: LockRequest, stop: AbortSignal): Promise<Session> {
    for (let waitMs = shortestPauseMs; !stop.aborted; waitMs = Math.min(longestPauseMs, waitMs * 2)) {
      const session = await this.connected();
      const { rows } = await session.ask('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got', [
        lockName(uploadId),
      ]);
      if (rows[0]?.got === true) {
        session.holders.set(uploadId, request);
        return session;
      }
      await session.ask('SELECT pg_notify($1, $2)', [channel, uploadId]);
      await pause(waitMs, undefined, { signal: stop });
    }
    throw new UploadBusy();
  }

  private async giveUp(uploadId: string, session: Session): Promise<void> {
    this.inside.delete(uploadId);
    session.holders.delete(uploadId);
    const unlock = session.ask('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [lockName(uploadId)]);
    // A lost connection has given the lock up already.
    await Promise.race([unlock.catch(() => undefined), session.lost]);
  }

  private connected(): Promise<Session> {
    this.session ??= this.connect().catch((error: unknown) => {
      this.session = undefined;
      throw error;
    });
    return this.session;
  }

  private async connect(): Promise<Session> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'evenhand uploads',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
    const session: Session = { client, ask: inTurn(client), holders: new Map(), lost };
    const onLost = (): void => {
      this.session = undefined;
      lose();
      for (const holder of session.holders.values()) holder.onWanted?.();
    };
    client.on('error', onLost);
    client.on('end', onLost);
    client.on('notification', ({ payload }) => session.holders.get(payload ?? '')?.onWanted?.());
    await client.connect();
    // A machine that vanished keeps its locks until the server notices: after a minute, not after hours.
    await session.ask(
      'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3',
    );
    await session.ask(`LISTEN ${channel}`);
    return session;
  }
}

function inTurn(client: pg.Client): Session['ask'] {
  let last: Promise<unknown> = Promise.resolve();
  return (sql, values) => {
    const answer = last.then(() => client.query<{ got: boolean }>(sql, values));
    last = answer.catch(() => undefined);
    return answer;
  };
}

const lockName = (uploadId: string): string => `evenhand.upload.${uploadId}`;

function stopSignal(patienceMs: number, signal?: AbortSignal): AbortSignal {
  const patience = AbortSignal.timeout(patienceMs);
  return signal ? AbortSignal.any([patience, signal]) : patience;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

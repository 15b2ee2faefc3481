import { UploadBusy, UploadLocks, type HeldLock, type LockRequest } from '../storage/upload-locks.port';

interface Waiting {
  readonly request: LockRequest;
  readonly granted: (lock: HeldLock) => void;
}

/** Locks inside one program, first come, first served. Waits for ever unless told to stop. */
export class MemoryUploadLocks extends UploadLocks {
  private readonly holders = new Map<string, LockRequest>();
  private readonly queues = new Map<string, Waiting[]>();

  override hold(uploadId: string, request: LockRequest = {}): Promise<HeldLock> {
    const holder = this.holders.get(uploadId);
    if (holder === undefined) return Promise.resolve(this.grant(uploadId, request));
    holder.onWanted?.();
    return new Promise((granted, refused) => {
      const waiting = { request, granted };
      this.queueOf(uploadId).push(waiting);
      request.signal?.addEventListener('abort', () => {
        const queue = this.queueOf(uploadId);
        if (!queue.includes(waiting)) return;
        queue.splice(queue.indexOf(waiting), 1);
        refused(new UploadBusy());
      });
    });
  }

  private queueOf(uploadId: string): Waiting[] {
    const queue = this.queues.get(uploadId) ?? [];
    this.queues.set(uploadId, queue);
    return queue;
  }

  private grant(uploadId: string, request: LockRequest): HeldLock {
    this.holders.set(uploadId, request);
    return {
      release: () => {
        if (this.holders.get(uploadId) === request) this.passOn(uploadId);
        return Promise.resolve();
      },
    };
  }

  private passOn(uploadId: string): void {
    this.holders.delete(uploadId);
    const next = this.queueOf(uploadId).shift();
    if (next === undefined) return;
    next.granted(this.grant(uploadId, next.request));
    if (this.queueOf(uploadId).length > 0) next.request.onWanted?.();
  }
}

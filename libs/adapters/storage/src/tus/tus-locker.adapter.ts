import type { HeldLock, UploadLocks } from '@evenhand/domain';
import type { Lock, Locker } from '@tus/server';

/** Our locks in the shape tus asks for. A request whose lock is wanted elsewhere keeps what has arrived and ends. */
export const tusLockerOver = (locks: UploadLocks): Locker => ({
  newLock(id): Lock {
    let held: HeldLock | undefined;
    return {
      async lock(signal, requestRelease): Promise<void> {
        held = await locks.hold(id, { signal, onWanted: () => void requestRelease() });
      },
      async unlock(): Promise<void> {
        await held?.release();
      },
    };
  },
});

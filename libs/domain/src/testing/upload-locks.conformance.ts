import { UploadBusy, type UploadLocks } from '../storage/upload-locks.port';

/**
 * What all UploadLocks do.
 *
 * @param open two handles on the same locks: of one program, or of two
 */
export function uploadLocksConformance(
  name: string,
  open: () => Promise<{ here: UploadLocks; there: UploadLocks; close?: () => Promise<void> }>,
): void {
  describe(`${name} as UploadLocks`, () => {
    let here: UploadLocks;
    let there: UploadLocks;
    let close: (() => Promise<void>) | undefined;

    beforeEach(async () => {
      ({ here, there, close } = await open());
    });
    afterEach(() => close?.());

    it('lets one in at a time, whoever asks', async () => {
      let inside = 0;
      let most = 0;
      const enter = async (locks: UploadLocks): Promise<void> => {
        const lock = await locks.hold('a');
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
        await lock.release();
      };
      await Promise.all([enter(here), enter(there), enter(here), enter(there), enter(here), enter(there)]);
      expect(most).toBe(1);
    });

    it('holds different uploads apart', async () => {
      const first = await here.hold('a');
      const second = await there.hold('b');
      await Promise.all([first.release(), second.release()]);
    });

    it('tells the holder that somebody waits, and gives the lock once released', async () => {
      const told = new Promise<void>((resolve) => {
        void here.hold('a', { onWanted: resolve }).then(async (lock) => {
          await told;
          await lock.release();
        });
      });
      await new Promise((resolve) => setTimeout(resolve, 50));
      const lock = await there.hold('a');
      await lock.release();
    });

    it('stops waiting when told to, and leaves the lock where it is', async () => {
      const held = await here.hold('a');
      const stop = new AbortController();
      const waiting = there.hold('a', { signal: stop.signal });
      setTimeout(() => stop.abort(), 20);
      await expect(waiting).rejects.toBeInstanceOf(UploadBusy);
      await held.release();
      const again = await there.hold('a');
      await again.release();
    });

    it('does not mind a second release, which frees nobody else', async () => {
      const first = await here.hold('a');
      await first.release();
      const second = await there.hold('a');
      await first.release();
      const stop = new AbortController();
      const third = here.hold('a', { signal: stop.signal });
      setTimeout(() => stop.abort(), 50);
      await expect(third).rejects.toBeInstanceOf(UploadBusy);
      await second.release();
    });
  });
}

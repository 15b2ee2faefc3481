import type { Storage } from '../storage/storage.port';
import { uploadKeyOf } from '../storage/storage-key';
import type { Uploads } from '../storage/uploads.port';

/** An Uploads with what a test needs around it. */
export interface UploadsUnderTest {
  readonly uploads: Uploads;
  /** The storage its bytes lie in. */
  readonly storage: Storage;
  /** A slice arrives. Returns false when it was turned away. */
  arrive(id: string, text: string): Promise<boolean>;
}

/** What all Uploads do. */
export function uploadsConformance(name: string, open: () => Promise<UploadsUnderTest>): void {
  describe(`${name} as Uploads`, () => {
    let under: UploadsUnderTest;
    beforeEach(async () => {
      under = await open();
    });

    it('knows how far an upload has come, and nothing of one that never began', async () => {
      expect(await under.uploads.progress('a')).toBeNull();
      await under.arrive('a', 'one ');
      await under.arrive('a', 'two');
      expect(await under.uploads.progress('a')).toMatchObject({ bytes: 7 });
      expect(await under.storage.size(uploadKeyOf('a'))).toBe(7);
    });

    it('takes nothing more once closed', async () => {
      await under.arrive('a', 'whole');
      await under.uploads.hold('a', () => under.uploads.close('a'));
      expect(await under.arrive('a', ' and more')).toBe(false);
      expect(await under.uploads.progress('a')).toMatchObject({ bytes: 5 });
    });

    it('removes bytes and knowledge, and does not mind removing twice', async () => {
      await under.arrive('a', 'gone');
      await under.uploads.remove('a');
      await under.uploads.remove('a');
      expect(await under.uploads.progress('a')).toBeNull();
      expect(await under.storage.size(uploadKeyOf('a'))).toBeNull();
    });

    it('lets one piece of work at a time hold an upload, and lets go after an error', async () => {
      const order: string[] = [];
      const slow = under.uploads.hold('a', async () => {
        order.push('first in');
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push('first out');
        throw new Error('broken off');
      });
      const next = under.uploads.hold('a', () => Promise.resolve(order.push('second')));
      await expect(slow).rejects.toThrow('broken off');
      await next;
      expect(order).toEqual(['first in', 'first out', 'second']);
    });
  });
}

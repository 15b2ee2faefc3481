import fc from 'fast-check';
import { Chest, SliceLostError } from './chest';
import type { KeptTake } from './kept-take';
import { piecesOf } from './kept-take';
import { MemoryShelf } from './memory.adapter';

const take: KeptTake = {
  takeId: 'one',
  interviewId: 'interview',
  questionId: 'q1',
  kind: 'video',
  format: 'video/webm;codecs=vp8,opus',
  uploadsUrl: null,
  uploadUrl: null,
  lengths: [],
  recordedMs: 0,
  complete: false,
  begunAt: 1,
};

const slice = (...bytes: number[]): ArrayBuffer => Uint8Array.from(bytes).buffer;

/** Takes two slices, then is full. */
class SmallShelf extends MemoryShelf {
  override async put(...[kept, index, bytes]: Parameters<MemoryShelf['put']>): Promise<void> {
    if (index >= 2) throw new DOMException('No room', 'QuotaExceededError');
    await super.put(kept, index, bytes);
  }
}

it('gives any stretch of a recording back, whatever the slices', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 12 }),
      fc.nat(250),
      fc.nat(250),
      async (slices, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const chest = new Chest(new MemoryShelf());
        await chest.begin(take);
        for (const bytes of slices) await chest.append('one', Uint8Array.from(bytes).buffer, 0);
        const whole = slices.flatMap((bytes) => [...bytes]);
        if (from > whole.length) return;
        expect([...(await chest.read('one', from, to))]).toEqual(whole.slice(from, to));
      },
    ),
  );
});

it('names no piece twice and none outside its slice', () => {
  expect(piecesOf([3, 3, 3], 2, 7)).toEqual([
    { index: 0, from: 2, to: 3 },
    { index: 1, from: 0, to: 3 },
    { index: 2, from: 0, to: 1 },
  ]);
  expect(piecesOf([3, 3], 6, 9)).toEqual([]);
});

it('finds after a reload what an earlier page kept', async () => {
  const shelf = new MemoryShelf();
  const before = new Chest(shelf);
  await before.begin(take);
  await before.append('one', slice(1, 2, 3), 4000);
  await before.change('one', { uploadUrl: '/api/uploads/one' });
  await before.append('one', slice(4), 8000);

  const after = new Chest(shelf);
  expect(await after.takesOf('another interview')).toEqual([]);
  expect(await after.takesOf('interview')).toEqual([
    { ...take, lengths: [3, 1], recordedMs: 8000, uploadUrl: '/api/uploads/one' },
  ]);
  expect([...(await after.read('one', 0, 99))]).toEqual([1, 2, 3, 4]);
});

it('lets no slice overtake a change of its take', async () => {
  const shelf = new MemoryShelf();
  const chest = new Chest(shelf);
  await chest.begin(take);
  await Promise.all([
    chest.append('one', slice(1), 4000),
    chest.change('one', { uploadUrl: '/api/uploads/one' }),
    chest.append('one', slice(2), 8000),
    chest.change('one', { complete: true }),
  ]);
  const expected = {
    ...take,
    lengths: [1, 1],
    recordedMs: 8000,
    uploadUrl: '/api/uploads/one',
    complete: true,
  };
  expect(chest.take('one')).toEqual(expected);
  expect(await shelf.takes()).toEqual([expected]);
});

it('goes on in memory when the device is full, and says so', async () => {
  const shelf = new SmallShelf();
  const chest = new Chest(shelf);
  await chest.begin(take);
  await chest.append('one', slice(1), 4000);
  await chest.append('one', slice(2), 8000);
  expect(chest.overflowing).toBeNull();
  await chest.append('one', slice(3), 12_000);
  expect(chest.overflowing).toBe('full');
  expect([...(await chest.read('one', 0, 3))]).toEqual([1, 2, 3]);
  await chest.change('one', { complete: true });

  const afterReload = new Chest(shelf);
  expect((await afterReload.takesOf('interview'))[0]?.recordedMs).toBe(8000);
});

it('works without any storage', async () => {
  const chest = new Chest(null);
  await chest.begin(take);
  await chest.append('one', slice(7, 8), 4000);
  expect([...(await chest.read('one', 0, 2))]).toEqual([7, 8]);
  expect(chest.overflowing).toBe('refused');
});

it('says when a slice is gone instead of sending something else', async () => {
  const shelf = new MemoryShelf();
  await shelf.save({ ...take, lengths: [3] });
  const chest = new Chest(shelf);
  await chest.takesOf('interview');
  await expect(chest.read('one', 0, 3)).rejects.toThrow(SliceLostError);
});

it('forgets a take with all its slices', async () => {
  const shelf = new MemoryShelf();
  const chest = new Chest(shelf);
  await chest.begin(take);
  await chest.append('one', slice(1), 4000);
  await chest.drop('one');
  expect(await chest.takesOf('interview')).toEqual([]);
  expect(await shelf.slice('one', 0)).toBeUndefined();
});

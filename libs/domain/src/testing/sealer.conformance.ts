import { roomFor } from '../sealer/sealed-text';
import type { Recipient, Sealer } from '../sealer/sealer.port';

const about = { interviewId: '0b9f3a52-6f0e-4f6d-8a51-2f6b5c9f8e11', run: 1 };
const none = JSON.stringify({ v: 1, kind: 'none' });

/** What every Sealer does. @param open a sealer and somebody to seal to */
export function sealerConformance(
  name: string,
  open: () => Promise<{ sealer: Sealer; to: Recipient }>,
): void {
  describe(`${name} as Sealer`, () => {
    let sealer: Sealer;
    let to: Recipient;
    beforeEach(async () => ({ sealer, to } = await open()));

    it('names the key, commits, and never seals the same text to the same bytes', async () => {
      const [one, two] = [await sealer.seal(none, to, about, 0), await sealer.seal(none, to, about, 0)];
      expect(one.keyId).toBe(to.keyId);
      expect(one.encapsulated).toHaveLength(32);
      expect(one.commitment).toMatch(/^[0-9a-f]{64}$/);
      expect(two.commitment).not.toBe(one.commitment);
      expect(two.ciphertext).not.toEqual(one.ciphertext);
    });

    it.each([1, 15, 20, 60, 160])(
      'gives "no summary" and the longest usual summary of %i criteria the same size',
      async (criteria) => {
        const room = roomFor(criteria);
        const short = await sealer.seal(none, to, about, room);
        const long = await sealer.seal('x'.repeat(room), to, about, room);
        expect(short.ciphertext).toHaveLength(long.ciphertext.length);
      },
    );
  });
}

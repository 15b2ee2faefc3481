import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { RunningDigest } from './digest';

it('is the SHA-256 of the whole, however the bytes arrive', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }), (pieces) => {
      const digest = new RunningDigest();
      const whole = createHash('sha256');
      for (const piece of pieces) {
        digest.add(piece);
        whole.update(piece);
        expect(digest.hex()).toBe(whole.copy().digest('hex'));
      }
      expect(digest.length).toBe(pieces.reduce((sum, piece) => sum + piece.length, 0));
    }),
  );
});

import fc from 'fast-check';
import { frame, NotASealedText, roomFor, saltBytes, sealedSizes, unframe } from './sealed-text';

const salt = Uint8Array.from({ length: saltBytes }, (_, at) => at);
const none = '{"kind":"none","v":1}';

describe('a text made ready for sealing', () => {
  it('comes out as it went in, with its salt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), fc.nat(300_000), (text, room) => {
        const payload = text.toWellFormed();
        expect(unframe(frame(payload, salt, room))).toEqual({ payload, salt });
      }),
      { numRuns: 30 },
    );
  });

  it('has one of four sizes, whatever it says', () => {
    fc.assert(
      fc.property(fc.nat(200_000), (length) => {
        expect(sealedSizes).toContain(frame('x'.repeat(length), salt, 0).length);
      }),
      { numRuns: 30 },
    );
  });

  it.each([1, 15, 20])(
    'is as long for no summary as for a full one of %i criteria, the usual',
    (criteria) => {
      const room = roomFor(criteria);
      expect(frame(none, salt, room)).toHaveLength(65_536);
      expect(frame('x'.repeat(room), salt, room)).toHaveLength(65_536);
    },
  );

  it.each([21, 80, 160])('is as long for no summary as for a full one of %i criteria', (criteria) => {
    const room = roomFor(criteria);
    expect(frame(none, salt, room)).toHaveLength(frame('x'.repeat(room), salt, room).length);
  });

  it('refuses what cannot be', () => {
    const framed = frame(none, salt, 0);
    const with1 = (at: number) => Uint8Array.from(framed, (byte, index) => (index === at ? 1 : byte));
    expect(() => unframe(framed.subarray(1))).toThrow(NotASealedText);
    expect(() => unframe(with1(framed.length - 1))).toThrow(NotASealedText);
    expect(() => unframe(with1(saltBytes))).toThrow(NotASealedText);
    expect(() => frame(none, salt.subarray(1), 0)).toThrow(NotASealedText);
    expect(() => frame('x'.repeat(5_000_000), salt, 0)).toThrow(NotASealedText);
  });
});

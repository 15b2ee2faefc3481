import { HpkeOpener, newKeyPair, type SealKeyPair } from '@evenhand/adapters/opening';
import { HpkeSealer } from '@evenhand/adapters/sealing';
import type { Envelope } from '@evenhand/domain';
import { sealerConformance, SeededChance } from '@evenhand/domain/testing';
import { SystemChance } from '@evenhand/platform';
import fc from 'fast-check';

const about = { interviewId: '0b9f3a52-6f0e-4f6d-8a51-2f6b5c9f8e11', run: 1 };
const sealer = new HpkeSealer(new SystemChance());
let key: SealKeyPair;
let opener: HpkeOpener;
beforeAll(() => {
  key = newKeyPair();
  opener = new HpkeOpener([newKeyPair(), key]);
});
const seal = (payload: string, room = 0): Promise<Envelope> => sealer.seal(payload, key, about, room);

sealerConformance('HpkeSealer', () => Promise.resolve({ sealer, to: newKeyPair() }));

describe('a seal', () => {
  it('opens to what was sealed, letter by letter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.nat(100_000), async (payload, room) => {
        const whole = payload.toWellFormed();
        expect((await opener.open(await seal(whole, room), about)).payload).toBe(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('opens for no other interview and no other run', async () => {
    const envelope = await seal('{}');
    for (const other of [
      { ...about, run: 2 },
      { ...about, interviewId: about.interviewId.replace('0', '1') },
    ]) {
      await expect(opener.open(envelope, other)).rejects.toMatchObject({ code: 'seal-broken' });
    }
  });

  it('opens with its own key only', async () => {
    const stranger = newKeyPair();
    const envelope = await seal('{}');
    await expect(new HpkeOpener([stranger]).open(envelope, about)).rejects.toMatchObject({
      code: 'seal-key-missing',
    });
    const disguised = new HpkeOpener([{ ...stranger, keyId: key.keyId }]);
    await expect(disguised.open(envelope, about)).rejects.toMatchObject({ code: 'seal-broken' });
  });

  it('does not open when any byte of it was changed', async () => {
    const envelope = await seal('{"v":1,"kind":"none"}');
    const changed = (bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> => {
      const copy = bytes.slice();
      copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ 1;
      return copy;
    };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('encapsulated', 'ciphertext'), fc.nat(), async (part, at) => {
        const forged = { ...envelope, [part]: changed(envelope[part as 'ciphertext'], at) };
        await expect(opener.open(forged, about)).rejects.toMatchObject({ code: 'seal-broken' });
      }),
      { numRuns: 40 },
    );
    const commitment = envelope.commitment.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    await expect(opener.open({ ...envelope, commitment }, about)).rejects.toMatchObject({
      code: 'seal-broken',
    });
  });

  it('holds its own commitment: a payload nobody committed to does not open', async () => {
    const chance = new SeededChance(3);
    const [one, other] = [
      await new HpkeSealer(chance).seal('one', key, about, 0),
      await new HpkeSealer(chance).seal('other', key, about, 0),
    ];
    const swapped = { ...one, commitment: other.commitment };
    await expect(opener.open(swapped, about)).rejects.toMatchObject({ code: 'seal-broken' });
  });

  it('says nothing of what went wrong inside', async () => {
    const envelope = await seal('a canary sentence');
    const error = await opener
      .open({ ...envelope, commitment: '0'.repeat(64) }, about)
      .catch((raised: unknown) => raised);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error as object))).not.toContain('canary');
  });
});

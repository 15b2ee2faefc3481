import { readFileSync } from 'node:fs';
import path from 'node:path';

import {
  digestOfScorecard,
  fromBase64,
  isEnrolmentProved,
  isRatingSigned,
  keyDigestOf,
} from '@evenhand/ledger';

interface Recipe {
  enrolmentBody(seed: Uint8Array, account: string): { publicKey: string; proof: string };
  lockBody(
    seed: Uint8Array,
    packet: { packetId: string; root: string },
    ratings: readonly object[],
  ): Record<'salt' | 'digest' | 'root' | 'key' | 'signature', string> & { content: object };
}

const page = readFileSync(
  path.resolve(import.meta.dirname, '../../../../docs/signing-scorecards.md'),
  'utf8',
);
const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
const recipe = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Recipe;

const seed = Buffer.alloc(32, 5);
const account = '7f2b9a3e-0000-4000-8000-000000000001';
const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();

describe('docs/signing-scorecards.md', () => {
  test('enrols a key as we ask for it', async () => {
    const { publicKey, proof } = recipe.enrolmentBody(seed, account);
    expect(await isEnrolmentProved(account, bytes(publicKey), bytes(proof))).toBe(true);
  });

  test('signs a scorecard as we check it, whatever is in its notes', async () => {
    const packet = { packetId: account, root: 'ab'.repeat(32) };
    const note = 'Said “why” — "so"\n\u20ac\ud83d\ude00\\';
    const ratings = [{ questionId: 'q', rating: null, criterionId: 'c', note }];
    const { content, salt, digest, root, key, signature } = recipe.lockBody(seed, packet, ratings);
    expect(digest).toBe(digestOfScorecard(bytes(salt), content));
    const publicKey = bytes(recipe.enrolmentBody(seed, account).publicKey);
    expect(key).toBe(keyDigestOf(publicKey));
    const statement = { digest, packetId: packet.packetId, root };
    expect(await isRatingSigned(publicKey, statement, bytes(signature))).toBe(true);
  });
});

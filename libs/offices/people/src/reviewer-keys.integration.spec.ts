import { openDatabase } from '@evenhand/adapters/database';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { ed25519KeyOf, enrolmentOf, keyDigestOf, type Ed25519Key } from '@evenhand/ledger';
import { readSettings, type SignedInPerson } from '@evenhand/platform';
import { account, asOwner } from '../../../../tests/support/screening-rows';
import { KeyProofWrong, KeyRetired, KeyTaken, KeyUnknown } from './people.errors';
import { ReviewerKeyDesk } from './reviewer-keys';

const database = openDatabase('signin', process.env['DATABASE_URL_SIGNIN'] ?? '');
const clock = new StillClock(Date.UTC(2026, 10, 24, 9, 30));
const chance = new SeededChance(11);
const settings = readSettings({ PUBLIC_URL: 'https://hiring.example.org' });
const desk = new ReviewerKeyDesk(database, settings, clock, chance);
afterAll(() => database.close());

let seeds = 0;
const newKey = (): Promise<Ed25519Key> => ed25519KeyOf(new Uint8Array(32).fill((seeds += 1)));
const reviewer = async (): Promise<SignedInPerson> => {
  const id = await asOwner((owner) => account(owner, 'Rita', 'reviewer'));
  return { id, email: `${id}@example.org`, name: 'Rita', roles: ['reviewer'] };
};
const enrol = async (person: SignedInPerson, key: Ed25519Key, device = 'Firefox on Windows') =>
  desk.enrol(person, { ...(await enrolmentOf(key, person.id)), device });
const rows = <Row extends object>(query: string, ...values: unknown[]): Promise<Row[]> =>
  asOwner(async (owner) => (await owner.query<Row>(query, values)).rows);
const entriesOf = async (person: SignedInPerson): Promise<unknown[]> => {
  const found = await rows<{ entry: string }>(
    `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'account' = $1 ORDER BY position`,
    person.id,
  );
  return found.map(({ entry }) => JSON.parse(entry) as unknown);
};
const lettersTo = ({ email }: SignedInPerson) =>
  rows<{ id: string; kind: string; subject: string; text: string }>(
    'SELECT id, kind, subject, text FROM identity.mail WHERE recipient = $1 ORDER BY created_at',
    email,
  );

describe('enrolling a key', () => {
  test('keeps its public half, writes it into the log, and tells its owner where and when', async () => {
    const [person, key] = [await reviewer(), await newKey()];
    const enrolled = await enrol(person, key);
    const digest = keyDigestOf(key.publicKey);
    expect(enrolled).toEqual({
      key: digest,
      device: 'Firefox on Windows',
      enrolledAt: '2026-11-24T09:30:00.000Z',
      retiredAt: null,
    });
    expect(await desk.list(person.id)).toEqual({ account: person.id, rows: [enrolled] });
    expect(await entriesOf(person)).toEqual([
      { v: 1, type: 'key-enrolled', account: person.id, key: digest },
    ]);
    const [stored] = await rows<{ public_key: Buffer }>(
      'SELECT public_key FROM people.reviewer_key WHERE account = $1',
      person.id,
    );
    expect(new Uint8Array(stored?.public_key ?? [])).toEqual(key.publicKey);

    const [letter] = await lettersTo(person);
    expect(letter).toMatchObject({ kind: 'key-enrolled', subject: 'A new key signs your scorecards' });
    for (const part of ['Firefox on Windows', '2026-11-24, 09:30 UTC', digest.slice(0, 4)])
      expect(letter?.text).toContain(part);
    expect(letter?.text).toContain('https://hiring.example.org/console/keys');
    const steps = await rows(`SELECT 1 FROM jobs.step WHERE stage = 'mail' AND subject = $1`, letter?.id);
    expect(steps).toHaveLength(1);
  });

  test('again, be it in two tabs at once, is one key, one entry and one letter', async () => {
    const [person, key] = [await reviewer(), await newKey()];
    const [one, two] = await Promise.all([enrol(person, key), enrol(person, key)]);
    expect(two).toEqual(one);
    expect(await entriesOf(person)).toHaveLength(1);
    expect(await lettersTo(person)).toHaveLength(1);
  });

  test('on a second device leaves the first in use', async () => {
    const person = await reviewer();
    await enrol(person, await newKey(), 'Laptop');
    clock.pass(60_000);
    await enrol(person, await newKey(), 'Phone');
    const { rows: keys } = await desk.list(person.id);
    expect(keys.map(({ device, retiredAt }) => [device, retiredAt])).toEqual([
      ['Phone', null],
      ['Laptop', null],
    ]);
  });

  test('needs the private half, and this account', async () => {
    const [person, colleague, key, other] = [
      await reviewer(),
      await reviewer(),
      await newKey(),
      await newKey(),
    ];
    const [own, foreign, strange] = [
      await enrolmentOf(key, person.id),
      await enrolmentOf(key, colleague.id),
      await enrolmentOf(other, person.id),
    ];
    for (const proof of [foreign.proof, strange.proof, Buffer.alloc(64).toString('base64')]) {
      const forged = { publicKey: own.publicKey, proof, device: 'Laptop' };
      await expect(desk.enrol(person, forged)).rejects.toThrow(KeyProofWrong);
    }
    const weak = { publicKey: Buffer.alloc(32).toString('base64'), proof: own.proof, device: 'Laptop' };
    await expect(desk.enrol(person, weak)).rejects.toThrow(KeyProofWrong);
    expect(await entriesOf(person)).toEqual([]);
  });

  test('stands for one person', async () => {
    const [person, colleague, key] = [await reviewer(), await reviewer(), await newKey()];
    await enrol(person, key);
    await expect(enrol(colleague, key)).rejects.toThrow(KeyTaken);
    expect(await entriesOf(colleague)).toEqual([]);
    expect(await lettersTo(colleague)).toEqual([]);
  });
});

describe('retiring a key', () => {
  test('is for good and is written into the log once', async () => {
    const [person, key] = [await reviewer(), await newKey()];
    const { key: digest } = await enrol(person, key);
    const retired = await desk.retire(person.id, digest);
    expect(retired.retiredAt).not.toBeNull();
    clock.pass(60_000);
    expect(await desk.retire(person.id, digest)).toEqual(retired);
    expect((await entriesOf(person)).at(-1)).toEqual({
      v: 1,
      type: 'key-retired',
      account: person.id,
      key: digest,
    });
    expect(await entriesOf(person)).toHaveLength(2);
    await expect(enrol(person, key)).rejects.toThrow(KeyRetired);
  });

  test('is for its owner', async () => {
    const [person, colleague, key] = [await reviewer(), await reviewer(), await newKey()];
    const { key: digest } = await enrol(person, key);
    await expect(desk.retire(colleague.id, digest)).rejects.toThrow(KeyUnknown);
    await expect(desk.retire(person.id, '00'.repeat(32))).rejects.toThrow(KeyUnknown);
    expect((await desk.list(person.id)).rows[0]?.retiredAt).toBeNull();
  });
});

describe('what was enrolled', () => {
  test('can be changed by nobody, not even the owner of the database', async () => {
    const [person, key] = [await reviewer(), await newKey()];
    const { key: digest } = await enrol(person, key);
    const where = `WHERE key = '${digest}'`;
    await asOwner(async (owner) => {
      const refused = { code: '55000' };
      for (const change of ["device = 'x'", 'enrolled_at = now()', `account = gen_random_uuid()`])
        await expect(owner.query(`UPDATE people.reviewer_key SET ${change} ${where}`)).rejects.toMatchObject(
          refused,
        );
      await expect(owner.query(`DELETE FROM people.reviewer_key ${where}`)).rejects.toMatchObject(refused);
      await desk.retire(person.id, digest);
      await expect(
        owner.query(`UPDATE people.reviewer_key SET retired_at = NULL ${where}`),
      ).rejects.toMatchObject(refused);
      await expect(
        owner.query(
          `INSERT INTO people.reviewer_key (key, account, public_key, device, enrolled_at) VALUES (repeat('0', 64), $1, $2, 'x', now())`,
          [person.id, Buffer.alloc(32)],
        ),
      ).rejects.toMatchObject({ code: '23514' });
    });
  });
});

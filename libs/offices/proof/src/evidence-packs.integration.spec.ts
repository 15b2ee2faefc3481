/** Packs made from rows are, byte for byte, the packs that the ledger's own scenes make, and pass every claim. */
import { openDatabase } from '@evenhand/adapters/database';
import { EvidencePack } from '@evenhand/contracts';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { bytesOf, canonicalJson, judgePack, judgeReceipt, readPack } from '@evenhand/ledger';
import {
  BOTH,
  INTERVIEWS,
  newWorld,
  RELEASED,
  RELEASED_AND_LOCKED,
  REQUISITION,
  WITHHELD,
  type Scene,
  type Step,
  type World,
} from '@evenhand/ledger/testing';
import { readSettings } from '@evenhand/platform';
import { randomUUID } from 'node:crypto';
import { asOwner } from '../../../../tests/support/screening-rows';
import { EvidencePacks } from './evidence-packs';
import { storeScene } from './packed-scene.fake';
import { LogProofs } from './log-proofs';
import { EntryUnknown, NotSignedYet, PackBeforeReveal } from './proof.errors';
import { Receipts } from './receipts';

const compliance = openDatabase('compliance', process.env['DATABASE_URL_COMPLIANCE'] ?? '');
const packs = new EvidencePacks(compliance, new StillClock(), new SeededChance(3));
afterAll(() => compliance.close());

const OFFICER = { id: randomUUID(), roles: ['compliance_officer'] as const };
const RECRUITER = { id: randomUUID(), roles: ['recruiter'] as const };
const STRANGER = { id: randomUUID(), roles: ['recruiter'] as const };

let world: World;
beforeAll(async () => {
  world = await newWorld();
});

const store = (steps: readonly Step[]): Promise<Scene> => storeScene(world, steps, RECRUITER.id);
async function textOf(pack: Promise<AsyncGenerator<string>>): Promise<string> {
  let text = '';
  for await (const piece of await pack) text += piece;
  return text;
}

/** Packs leave out the checkpoints that nobody signed over. */
async function expected(scene: Scene, kind: 'interview' | 'requisition'): Promise<string> {
  const pack = await scene.pack(kind);
  const text = canonicalJson(pack['leaves']);
  const needed = scene.checkpoints.filter((note, index) => {
    const root = Buffer.from(note.split('\n')[2] ?? '', 'base64').toString('hex');
    return text.includes(root) || index === scene.checkpoints.length - 1;
  });
  return canonicalJson({ ...pack, checkpoints: needed });
}

async function resultsOf(text: string): Promise<Set<string>> {
  const read = await readPack([bytesOf(text)]);
  if (!read.ok) throw new Error(`${read.where} ${read.reason}`);
  return new Set((await judgePack(read.value, world.trust)).map(({ result }) => result));
}

describe('the pack of an interview', () => {
  test.each([
    ['released', RELEASED],
    ['withheld', WITHHELD],
  ])('%s: holds what the log was committed to, and passes every claim', async (_, steps) => {
    const scene = await store(steps);
    const text = await textOf(packs.ofInterview(INTERVIEWS.a, OFFICER));
    expect(text).toBe(await expected(scene, 'interview'));
    expect(EvidencePack.safeParse(JSON.parse(text)).success).toBe(true);
    expect(await resultsOf(text)).toEqual(new Set(['pass', 'not applicable']));
  });

  test('does not exist before reveal, nor for recruiters of other requisitions', async () => {
    await store(RELEASED);
    for (const [id, reader] of [
      [INTERVIEWS.b, OFFICER],
      [INTERVIEWS.b, RECRUITER],
      [randomUUID(), OFFICER],
      [INTERVIEWS.a, STRANGER],
    ] as const) {
      await expect(packs.ofInterview(id, reader)).rejects.toThrow(PackBeforeReveal);
      await expect(packs.certificate(id, reader)).rejects.toThrow(PackBeforeReveal);
    }
    await expect(packs.ofRequisition(REQUISITION, STRANGER)).rejects.toThrow(PackBeforeReveal);
    await expect(packs.ofRequisition(randomUUID(), OFFICER)).rejects.toThrow(PackBeforeReveal);
    expect(await made()).toBe(0);
  });

  test('tells recruiters nothing of why there is no summary, and passes all the same', async () => {
    await store(RELEASED);
    const text = await textOf(packs.ofInterview(INTERVIEWS.a, RECRUITER));
    expect(EvidencePack.parse(JSON.parse(text)).interviews[0]?.runs.map(({ plan }) => plan)).toEqual([null]);
    expect(await resultsOf(text)).toEqual(new Set(['pass', 'not applicable']));
  });

  test('speaks of nothing that its last checkpoint does not cover', async () => {
    await store(RELEASED);
    await asOwner(async (owner) => {
      await owner.query(`SET session_replication_role = replica`);
      await owner.query('DELETE FROM ledger.cosignature');
      await owner.query(
        'DELETE FROM ledger.checkpoint WHERE size = (SELECT max(size) FROM ledger.checkpoint)',
      );
    });
    const text = await textOf(packs.ofInterview(INTERVIEWS.a, OFFICER));
    const [interview] = EvidencePack.parse(JSON.parse(text)).interviews;
    expect(interview).toMatchObject({ decision: null, rounds: [{ revisions: [] }] });
    expect(await resultsOf(text)).toEqual(new Set(['pass', 'not applicable', 'cannot tell']));
  });

  test('waits for the first checkpoint', async () => {
    await store(RELEASED);
    await asOwner(async (owner) => {
      await owner.query(`SET session_replication_role = replica`);
      await owner.query('DELETE FROM ledger.cosignature');
      await owner.query('DELETE FROM ledger.checkpoint');
    });
    await expect(packs.ofInterview(INTERVIEWS.a, OFFICER)).rejects.toThrow(NotSignedYet);
  });
});

describe('the pack of a requisition', () => {
  test.each([
    ['both revealed', BOTH],
    ['one revealed', RELEASED],
  ])('%s: names everybody who was invited, and passes every claim', async (_, steps) => {
    const scene = await store(steps);
    const text = await textOf(packs.ofRequisition(REQUISITION, OFFICER));
    expect(text).toBe(await expected(scene, 'requisition'));
    expect(await resultsOf(text)).toEqual(new Set(['pass']));
  });

  test('tells recruiters nothing of how far interviews are that are not revealed yet', async () => {
    await store(RELEASED_AND_LOCKED);
    const course = /"type":"(assigned|opened|rated|locked|sealed)"/;
    const aboutB = (text: string): string[] =>
      text
        .slice(text.indexOf('"leaves"'))
        .split('},{')
        .filter((leaf) => leaf.includes(INTERVIEWS.b) && course.test(leaf));
    for (const take of [
      packs.ofRequisition(REQUISITION, RECRUITER),
      packs.ofInterview(INTERVIEWS.a, RECRUITER),
    ]) {
      const text = await textOf(take);
      expect(aboutB(text)).toEqual([]);
      expect(await resultsOf(text)).not.toContain('fail');
    }
    const whole = await textOf(packs.ofRequisition(REQUISITION, OFFICER));
    expect(aboutB(whole).length).toBeGreaterThan(5);
    expect(await resultsOf(whole)).toEqual(new Set(['pass']));
  });

  test('is noted in the log, as that of an interview is', async () => {
    await store(RELEASED);
    await textOf(packs.ofRequisition(REQUISITION, RECRUITER));
    await textOf(packs.ofInterview(INTERVIEWS.a, RECRUITER));
    expect(await lastTwo()).toEqual([
      { v: 1, type: 'requisition-pack-made', requisition: REQUISITION, by: RECRUITER.id },
      { v: 1, type: 'pack-made', interview: INTERVIEWS.a, by: RECRUITER.id },
    ]);
  });
});

const made = (): Promise<number> =>
  asOwner(async (owner) => {
    const { rowCount } = await owner.query(`SELECT FROM ledger.pending WHERE type LIKE '%pack-made'`);
    return rowCount ?? 0;
  });

const lastTwo = (): Promise<unknown[]> =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ entry: string }>(
      'SELECT entry FROM ledger.pending ORDER BY position DESC LIMIT 2',
    );
    return rows.map(({ entry }) => JSON.parse(entry) as unknown).reverse();
  });

describe('the certificate of blindness', () => {
  test('is the one in the pack, and says who has seen the log', async () => {
    await store(RELEASED);
    const certificate = await packs.certificate(INTERVIEWS.a, RECRUITER);
    const pack = EvidencePack.parse(JSON.parse(await textOf(packs.ofInterview(INTERVIEWS.a, RECRUITER))));
    expect(certificate).toMatchObject({ blind: true, doubts: [] });
    expect(certificate.lines).toEqual(pack.interviews[0]?.certificate);
    expect(certificate.lines).toContain('Witnessed: the log is also signed by witness.example.');
  });

  test('names the claim that the record does not bear out', async () => {
    await store(RELEASED);
    await asOwner(async (owner) => {
      await owner.query(`SET session_replication_role = replica`);
      await owner.query(`UPDATE review.scorecard SET content = replace(content::text, '3', '5')::jsonb`);
    });
    const { blind, doubts } = await packs.certificate(INTERVIEWS.a, OFFICER);
    expect(blind).toBe(false);
    expect(doubts.map(({ claim }) => claim)).toContain('V3');
  });
});

describe('a candidate’s receipt', () => {
  const receipts = new Receipts(compliance, new LogProofs(compliance, readSettings({})));

  test('proves that the submission is in the log, to whoever knows its key', async () => {
    await store(RELEASED);
    const judged = await judgeReceipt(await receipts.ofSubmission(INTERVIEWS.a), world.trust);
    expect(judged).toMatchObject({
      ok: true,
      value: { result: 'pass', entry: { type: 'submitted', interview: INTERVIEWS.a } },
    });
  });

  test('is for nothing that was not submitted', async () => {
    await store(RELEASED);
    await expect(receipts.ofSubmission(INTERVIEWS.b)).rejects.toThrow(EntryUnknown);
  });
});

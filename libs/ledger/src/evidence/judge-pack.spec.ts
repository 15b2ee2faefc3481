import { canonicalJson } from '../canonical';
import type { Json } from '../json/json-text';
import { leafHash } from '../tree/hashing';
import { bytesOf } from '../utf8';
import { judgePack } from './judge-pack';
import { newWorld, readText, Scene, type World } from './pack-scene.fake';
import { BOTH, INTERVIEWS, RELEASED, RELEASED_AND_LOCKED, WITHHELD, type Step } from './pack-steps.fake';
import { NO_TRUST, type Trust } from './trust';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});

async function resultsOf(pack: Json, trust: Trust = world.trust): Promise<Record<string, string>> {
  const claims = await judgePack(await readText(canonicalJson(pack)), trust);
  return Object.fromEntries(claims.map(({ id, result }) => [id, result]));
}
const failed = (results: Record<string, string>): string[] =>
  Object.keys(results).filter((id) => results[id] === 'fail');
const play = async (steps: readonly Step[], kind?: 'requisition') =>
  failed(await resultsOf(await (await Scene.play(world, steps)).pack(kind)));

const ALL = {
  V1: 'pass',
  V2: 'pass',
  V3: 'pass',
  V4: 'pass',
  V5: 'pass',
  V6: 'pass',
  V7: 'pass',
  V9: 'pass',
};

describe('a pack of what happened as it must', () => {
  it.each([
    ['released', RELEASED],
    ['withheld', WITHHELD],
  ])('passes every claim: %s', async (_, steps) => {
    const pack = await (await Scene.play(world, steps)).pack();
    expect(await resultsOf(pack)).toEqual({ ...ALL, V8: 'not applicable' });
  });

  it('passes for a requisition, the open interview included', async () => {
    expect(await resultsOf(await (await Scene.play(world, BOTH)).pack('requisition'))).toEqual({
      ...ALL,
      V8: 'pass',
    });
    expect(await resultsOf(await (await Scene.play(world, RELEASED)).pack('requisition'))).toEqual({
      ...ALL,
      V8: 'pass',
    });
  });

  it('is at most 20 kB', async () => {
    expect(canonicalJson(await (await Scene.play(world, RELEASED)).pack()).length).toBeLessThan(20_000);
  });

  it('leaves V1 and V9 open to somebody who pins no keys, and V9 where nobody witnessed', async () => {
    const pack = await (await Scene.play(world, RELEASED)).pack();
    expect(await resultsOf(pack, NO_TRUST)).toMatchObject({ ...ALL, V1: 'cannot tell', V9: 'cannot tell' });
  });
});

describe('a pack that gives some entries by their hashes', () => {
  /** The open interview's course by hashes, as recruiters get it. */
  async function veiled(change: (hash: string) => string = (hash) => hash): Promise<Json> {
    const pack = await (await Scene.play(world, RELEASED_AND_LOCKED)).pack();
    const leaves = (pack['leaves'] as readonly Record<string, Json>[]).map((leaf) =>
      leaf['interview'] === INTERVIEWS.b
        ? change(Buffer.from(leafHash(bytesOf(canonicalJson(leaf)))).toString('hex'))
        : leaf,
    );
    return { ...pack, leaves };
  }

  it('proves what is shown, and says that nobody can tell what is missing', async () => {
    expect(await resultsOf(await veiled())).toEqual({
      ...{ V1: 'pass', V2: 'cannot tell', V3: 'cannot tell', V4: 'cannot tell', V5: 'pass' },
      ...{ V6: 'cannot tell', V7: 'cannot tell', V8: 'not applicable', V9: 'pass' },
    });
  });

  it('is no log when a hash is another', async () => {
    const other = (hash: string): string => hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await resultsOf(await veiled(other))).toMatchObject({ V1: 'fail' });
  });

  it('does not pass off an entry about the interview as one that may be missing', async () => {
    const pack = await (await Scene.play(world, RELEASED)).pack();
    for (const hidden of ['rated', 'released']) {
      const leaves = (pack['leaves'] as readonly Record<string, Json>[]).map((leaf) =>
        leaf['type'] === hidden ? Buffer.from(leafHash(bytesOf(canonicalJson(leaf)))).toString('hex') : leaf,
      );
      expect(failed(await resultsOf({ ...pack, leaves }))).not.toEqual([]);
    }
  });
});

describe('what happened otherwise, signed by everybody who took part', () => {
  const dropped: readonly (readonly [string, readonly string[]])[] = [
    ['requisition-published', ['V5']],
    ['key-enrolled', ['V3']],
    ['submitted', ['V4']],
    ['run-declared', ['V2']],
    ['sealed', ['V2']],
    ['available', ['V4']],
    ['assigned', ['V3', 'V4']],
    ['opened', ['V4']],
    ['rated', ['V3']],
    ['locked', ['V4', 'V6']],
    ['released', ['V6']],
  ];
  it.each(dropped)('%s never happened: %j', async (type, claims) => {
    const at = RELEASED.findIndex((step) => step.type === type);
    expect(await play(RELEASED.filter((_, index) => index !== at))).toEqual(
      expect.arrayContaining([...claims]),
    );
  });

  it.each([
    ['requisition-published', 'V5'],
    ['key-enrolled', 'V3'],
    ['submitted', 'V4'],
    ['run-declared', 'V2'],
    ['sealed', 'V2'],
    ['available', 'V4'],
    ['arm-drawn', 'V4'],
    ['assigned', 'V4'],
    ['opened', 'V4'],
    ['rated', 'V3'],
    ['locked', 'V4'],
    ['released', 'V4'],
    ['revised', 'V7'],
    ['decided', 'V7'],
  ])('%s happened twice: %s', async (type, claim) => {
    const at = RELEASED.findIndex((step) => step.type === type);
    const twice = RELEASED.flatMap((step, index) => (index === at ? [step, step] : [step]));
    expect(await play(twice)).toContain(claim);
  });

  it.each([
    ['sealed', 'run-declared', 'V2'],
    ['available', 'sealed', 'V4'],
    ['assigned', 'available', 'V4'],
    ['opened', 'assigned', 'V4'],
    ['rated', 'opened', 'V4'],
    ['locked', 'rated', 'V4'],
    ['released', 'locked', 'V6'],
    ['revised', 'released', 'V4'],
    ['decided', 'locked', 'V4'],
    ['rated', 'key-enrolled', 'V3'],
  ])('%s before %s: %s', async (late, early, claim) => {
    const step = RELEASED.find(({ type }) => type === late) as Step;
    const moved = RELEASED.filter((one) => one !== step).flatMap((one) =>
      one.type === early ? [step, one] : [one],
    );
    expect(await play(moved)).toContain(claim);
  });

  const put = (before: string, ...steps: readonly Step[]): Step[] => {
    const at = RELEASED.findIndex(({ type }) => type === before);
    return [...RELEASED.slice(0, at), ...steps, ...RELEASED.slice(at)];
  };
  const run = [
    { type: 'run-declared', interview: 'a', run: 2 },
    { type: 'sealed', interview: 'a', run: 2 },
  ] as const;

  it('a second run before anybody was assigned counts, and the first is opened with it', async () => {
    expect(await play(put('checkpoint', ...run))).toEqual([]);
  });

  it('a second run once reviewers had the interview fails V2', async () => {
    expect(await play(put('opened', ...run))).toContain('V2');
    expect(await play(put('locked', ...run))).toContain('V2');
  });

  it('a run that was never sealed, or has another number than the next, fails V2', async () => {
    expect(await play(put('checkpoint', run[0]))).toContain('V2');
    expect(await play(put('checkpoint', { ...run[0], run: 3 }, { ...run[1], run: 3 }))).toContain('V2');
  });

  it('a key retired before its reviewer rated fails V3, afterwards it does no harm', async () => {
    const retired = { type: 'key-retired', reviewer: 1 } as const;
    expect(await play(put('rated', retired))).toEqual(['V3']);
    expect(await play(put('locked', retired))).toEqual([]);
  });

  it('a seal younger than the root that reviewers signed over fails V3', async () => {
    const seal = RELEASED.find(({ type }) => type === 'checkpoint') as Step;
    const declared = RELEASED.findIndex(({ type }) => type === 'run-declared');
    const moved = RELEASED.filter((step, index) => step !== seal || index > 10);
    expect(await play([...moved.slice(0, declared), seal, ...moved.slice(declared)])).toEqual(['V3']);
  });

  it('glass broken before locked fails V6', async () => {
    expect(await play(put('locked', { type: 'break-glass', interview: 'a' }))).toEqual(['V6']);
  });

  it('a missing or doubled list of invitations fails V8 of the requisition', async () => {
    const invited = RELEASED.find(({ type }) => type === 'invited') as Step;
    expect(
      await play(
        RELEASED.filter((step) => step !== invited),
        'requisition',
      ),
    ).toEqual(['V8']);
    expect(await play(put('invited', invited), 'requisition')).toEqual(['V8']);
  });
});

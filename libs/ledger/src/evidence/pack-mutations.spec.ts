/**
 * Falsified packs: each must fail the claim that it breaks, or be refused as unreadable, and none may pass. A sample of the
 * flipped bytes here; all of them with PACK_MUTATIONS=all (`npm run campaign -- pack-mutations`).
 */
import { canonicalJson } from '../canonical';
import type { Json } from '../json/json-text';
import { bytesOf } from '../utf8';
import { judgePack } from './judge-pack';
import { claimsBrokenAt, cutAt, pathAt, rebuilt, spansOf } from './pack-mutants.fake';
import { newWorld, Scene, type World } from './pack-scene.fake';
import { BOTH, RELEASED, WITHHELD } from './pack-steps.fake';
import { readPack } from './read-pack';

type PackText = Record<string, Json>;

const ALL = process.env['PACK_MUTATIONS'] === 'all';
/** Bits to flip in every byte, one after the other. */
const BITS = [0x01, 0x20, 0x80];
const SAMPLE = 400;

let world: World;
let pack: PackText;
beforeAll(async () => {
  world = await newWorld();
  pack = await (await Scene.play(world, RELEASED)).pack();
});

interface Outcome {
  readonly unreadable: string | null;
  readonly failed: readonly string[];
  readonly passes: boolean;
}

async function outcomeOf(bytes: Uint8Array): Promise<Outcome> {
  const read = await readPack([bytes]);
  if (!read.ok) return { unreadable: `${read.where} ${read.reason}`, failed: [], passes: false };
  const claims = await judgePack(read.value, world.trust);
  const failed = claims.filter(({ result }) => result === 'fail').map(({ id }) => id);
  const passes = claims.every(({ result }) => result === 'pass' || result === 'not applicable');
  return { unreadable: null, failed, passes };
}
const failuresOf = async (given: PackText): Promise<readonly string[]> =>
  (await outcomeOf(bytesOf(canonicalJson(given)))).failed;
const leavesOf = (given: PackText): readonly Json[] => given['leaves'] as readonly Json[];
const typeOf = (leaf: Json | undefined): string => String((leaf as Record<string, Json>)['type']);

/** Numbers below `end`, spread evenly and never the same twice. */
function* spread(end: number, count: number): Generator<number> {
  for (let index = 0; index < Math.min(end, count); index += 1)
    yield Math.floor((index * end) / Math.min(end, count));
}

describe('every byte flipped', () => {
  it.each([
    ['released', RELEASED],
    ['withheld', WITHHELD],
  ])(
    '%s: is refused, or fails the claim it breaks',
    async (_, steps) => {
      const given = await (await Scene.play(world, steps)).pack();
      const bytes = bytesOf(canonicalJson(given));
      const spans = spansOf(given);
      let judged = 0;
      for (const at of spread(bytes.length, ALL ? bytes.length : SAMPLE)) {
        for (const bit of ALL ? BITS : [BITS[at % BITS.length] ?? 1]) {
          const mutant = Uint8Array.from(bytes);
          mutant[at] = (mutant[at] ?? 0) ^ bit;
          const { unreadable, failed, passes } = await outcomeOf(mutant);
          const where = `byte ${at} ^ ${bit} of ${pathAt(spans, at)}: ${unreadable ?? failed.join()}`;
          if (passes) throw new Error(`passes: ${where}`);
          if (unreadable !== null) continue;
          judged += 1;
          const expected: readonly string[] = claimsBrokenAt(pathAt(spans, at));
          if (!expected.some((claim) => failed.includes(claim)))
            throw new Error(`not ${expected.join()}: ${where}`);
        }
      }
      expect(judged).toBeGreaterThan(100);
    },
    600_000,
  );
});

describe('an entry', () => {
  const each = async (change: (leaves: readonly Json[], index: number) => readonly Json[]) => {
    for (const index of leavesOf(pack).keys()) {
      expect(await failuresOf({ ...pack, leaves: change(leavesOf(pack), index) })).toContain('V1');
    }
  };
  it('dropped fails V1', () => each((leaves, index) => leaves.filter((_, at) => at !== index)));
  it('doubled fails V1', () =>
    each((leaves, index) => leaves.flatMap((leaf, at) => (at === index ? [leaf, leaf] : [leaf]))));
  it('swapped with the next fails V1', () =>
    each((leaves, index) => {
      const [one, two = index] = index + 1 < leaves.length ? [index, index + 1] : [index - 1, index];
      return leaves.map((leaf, at) =>
        at === one ? (leaves[two] ?? leaf) : at === two ? (leaves[one] ?? leaf) : leaf,
      );
    }));
  it('spliced in from another log fails V1', async () => {
    const other = leavesOf(await (await Scene.play(await newWorld(2), BOTH)).pack('requisition'));
    await each((leaves, index) =>
      leaves.map((leaf, at) => (at === index ? (other[index + 1] ?? leaf) : leaf)),
    );
  });
});

describe('the log rebuilt by its operator, who can sign checkpoints but not scorecards', () => {
  const dropping: Readonly<Record<string, string>> = {
    'requisition-published': 'V5',
    'key-enrolled': 'V3',
    invited: 'V3',
    submitted: 'V4',
    'run-declared': 'V2',
    sealed: 'V2',
    available: 'V4',
    'arm-drawn': 'V4',
    assigned: 'V4',
    opened: 'V4',
    rated: 'V3',
    locked: 'V6',
    released: 'V6',
    revised: 'V7',
    decided: 'V7',
  };

  it('without any one of its entries fails the claim that needs it, and V9', async () => {
    for (const [index, leaf] of leavesOf(pack).entries()) {
      const failed = await failuresOf(
        await rebuilt(
          pack,
          leavesOf(pack).filter((_, at) => at !== index),
          world,
        ),
      );
      expect([typeOf(leaf), ...failed]).toEqual(expect.arrayContaining([dropping[typeOf(leaf)], 'V9']));
      expect(failed).not.toContain('V1');
    }
  });

  it('with any of its first entries at another place fails V3: reviewers signed over the log they saw', async () => {
    const leaves = leavesOf(pack);
    const rated = leaves.findLastIndex((leaf) => typeOf(leaf) === 'available');
    for (let index = 0; index < rated - 1; index += 1) {
      const moved = [...leaves];
      const [one, two] = [moved[index], moved[index + 1]];
      if (one === undefined || two === undefined) continue;
      [moved[index], moved[index + 1]] = [two, one];
      expect(await failuresOf(await rebuilt(pack, moved, world))).toContain('V3');
    }
  });

  it('with another seal than the one reviewers rated behind fails V3 and V5', async () => {
    const other = leavesOf(pack).map((leaf) =>
      typeOf(leaf) === 'sealed' ? { ...(leaf as Record<string, Json>), commitment: 'ab'.repeat(32) } : leaf,
    );
    expect(await failuresOf(await rebuilt(pack, other, world))).toEqual(expect.arrayContaining(['V3', 'V5']));
  });

  it('as a fork, with the scorecards of the other branch, fails V3', async () => {
    const fork = await (
      await Scene.play(
        world,
        RELEASED.filter(({ type }) => type !== 'invited'),
      )
    ).pack();
    const mixed = { ...fork, interviews: pack['interviews'] ?? [] };
    expect(await failuresOf(mixed)).toContain('V3');
    const checkpoints = [
      ...(pack['checkpoints'] as readonly string[]).slice(0, 1),
      ...(fork['checkpoints'] as readonly string[]),
    ];
    expect(await failuresOf({ ...fork, checkpoints })).toContain('V1');
  });
});

describe('a pack', () => {
  it('with the seals of two interviews exchanged fails V5', async () => {
    const both = await (await Scene.play(world, BOTH)).pack('requisition');
    const [a, b] = both['interviews'] as readonly [PackText, PackText];
    const exchanged = [
      { ...a, runs: b['runs'] ?? [] },
      { ...b, runs: a['runs'] ?? [] },
    ];
    expect(await failuresOf({ ...both, interviews: exchanged })).toEqual(['V5']);
  });

  it('that leaves out an interview that was revealed fails V8', async () => {
    const both = await (await Scene.play(world, BOTH)).pack('requisition');
    expect(
      await failuresOf({ ...both, interviews: (both['interviews'] as readonly Json[]).slice(0, 1) }),
    ).toEqual(['V8']);
  });

  it('with an old checkpoint in place of the last fails V1', async () => {
    const notes = pack['checkpoints'] as readonly string[];
    for (const [index, old] of notes.slice(0, -1).entries()) {
      expect([
        index,
        ...(await failuresOf({ ...pack, checkpoints: [...notes.slice(0, -1), old] })),
      ]).toContain('V1');
    }
    expect(await failuresOf({ ...pack, checkpoints: notes.slice(0, -1) })).toContain('V1');
    expect(await failuresOf({ ...pack, checkpoints: [] })).toContain('V1');
  });

  it('with the end of its log cut off fails what the end proved', async () => {
    const notes = pack['checkpoints'] as readonly string[];
    expect(await failuresOf(cutAt(pack, notes.length - 1))).toContain('V7');
    expect(await failuresOf(cutAt(pack, notes.length - 2))).toContain('V6');
    expect(await failuresOf(cutAt(pack, notes.length - 3))).toContain('V3');
  });

  it('without the signature of a reviewer fails V3', async () => {
    const text = canonicalJson(pack).replace(/"signature":"[^"]*"/, '"signature":null');
    expect((await outcomeOf(bytesOf(text))).failed).toEqual(['V3']);
  });
});

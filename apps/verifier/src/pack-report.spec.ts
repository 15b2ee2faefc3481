import {
  canonicalJson,
  formatReceipt,
  formatVerifierKey,
  leafHash,
  MerkleTree,
  bytesOf,
} from '@evenhand/ledger';
import { newWorld, RELEASED, Scene, type World } from '@evenhand/ledger/testing';
import { run } from './command';
import { outsideOf } from './outside.fake';

let world: World;
let scene: Scene;
let pack: string;
beforeAll(async () => {
  world = await newWorld();
  scene = await Scene.play(world, RELEASED);
  pack = canonicalJson(await scene.pack());
});

const pinned = () => [
  '--log-key',
  formatVerifierKey(world.log.key),
  '--witness-key',
  formatVerifierKey(world.witness.key),
];
const verify = (content: string, ...args: readonly string[]) =>
  run(['it.json', ...args], outsideOf({ files: new Map([['it.json', content]]) }));
const resultsIn = (stdout: string) =>
  (JSON.parse(stdout) as { claims: { id: string; result: string }[] }).claims.map(
    ({ id, result }) => `${id} ${result}`,
  );

describe('a pack', () => {
  it('ends with 0 when every claim passes, and says what that does not prove', async () => {
    const { code, stdout, stderr } = await verify(pack, ...pinned());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^V[1-9] /gm)).toHaveLength(9);
    expect(stdout).toContain('It does not show that the AI output is right or fair.');
  });

  it('ends with 3 without pinned keys: V1 and V9 cannot be told', async () => {
    const { code, stdout } = await verify(pack, '--json');
    expect(code).toBe(3);
    expect(resultsIn(stdout)).toEqual([
      'V1 cannot tell',
      ...['V2', 'V3', 'V4', 'V5', 'V6', 'V7'].map((id) => `${id} pass`),
      'V8 not applicable',
      'V9 cannot tell',
    ]);
  });

  it('ends with 1 when a claim fails, and names the place', async () => {
    const { code, stdout } = await verify(pack.replace('heard again', 'felt again'), ...pinned(), '--json');
    expect(code).toBe(1);
    const { claims } = JSON.parse(stdout) as { claims: { result: string }[] };
    expect(claims.filter(({ result }) => result === 'fail')).toEqual([
      expect.objectContaining({ id: 'V7', where: 'interviews[0].rounds[0].revisions[0]' }),
    ]);
  });

  it('ends with 1 when it is of another log than the one that is pinned', async () => {
    const other = await newWorld(2);
    const { code, stdout } = await verify(pack, '--json', '--log-key', formatVerifierKey(other.log.key));
    expect(code).toBe(1);
    expect(resultsIn(stdout)).toContain('V1 fail');
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -1), 'v ends in the middle.'],
    [
      'cut in the log',
      (text: string) => text.slice(0, text.indexOf('"leaves":[') + 30),
      'leaves[0] ends in the middle.',
    ],
    ['empty', () => '', 'pack ends in the middle.'],
    ['no JSON', () => 'hello', 'pack is not JSON without spaces.'],
    ['with spaces', (text: string) => `${text}\n`, 'pack goes on behind its end.'],
    [
      'of another version',
      (text: string) => text.replace('"v":1}', '"v":2}').replace(/"v":1}$/, '"v":2}'),
      'v is not 1',
    ],
    [
      'with a number that is not canonical',
      (text: string) => text.replace('"from":3', '"from":3.0'),
      'is not canonical JSON.',
    ],
    [
      'with a key that is there twice',
      (text: string) => text.replace('{"id":', '{"id":"","id":'),
      'is there twice.',
    ],
  ])('that is %s ends with 2, one sentence and nothing else', async (_, change, sentence) => {
    const { code, stdout, stderr } = await verify(change(pack), ...pinned());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.split('\n')).toHaveLength(2);
  });
});

describe('a receipt', () => {
  const receiptOf = (index: number): string => {
    const tree = new MerkleTree(scene.entries.map((entry) => leafHash(bytesOf(canonicalJson(entry)))));
    const checkpoint = scene.checkpoints.at(-1) ?? '';
    return formatReceipt(canonicalJson(scene.entries[index]), {
      index,
      proof: tree.inclusionProof(index),
      checkpoint,
    });
  };
  const judge = (receipt: string, ...args: readonly string[]) =>
    run(['receipt', '--json', ...args], outsideOf({ input: receipt }));

  it('passes with the key of the log, and proves inclusion only', async () => {
    const { code, stdout } = await judge(receiptOf(4), ...pinned());
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ result: 'pass', index: 4, entry: { type: 'submitted' } });
    expect(stdout).toContain('A receipt proves one thing');
  });

  it('cannot be told without the key', async () => {
    expect(await judge(receiptOf(4))).toMatchObject({ code: 3 });
  });

  it.each([
    ['of a place it is not at', (text: string) => text.replace('index 4', 'index 5'), 1],
    [
      'of an entry that nobody logged',
      (text: string) => text.replace(/extra .*/, `extra ${btoa('{"type":"decided","v":1}')}`),
      1,
    ],
    [
      'of a lying server that signs what it likes',
      (text: string) => text.replace(/\n\n[^]*/, `\n\n${scene.checkpoints[0]}`),
      1,
    ],
    ['without an entry', (text: string) => text.replace(/extra .*\n/, ''), 2],
    ['that is no receipt', () => 'hello', 2],
  ])('%s does not pass', async (_, change, expected) => {
    const { code } = await judge(change(receiptOf(4)), ...pinned());
    expect(code).toBe(expected);
  });
});

describe('a witness', () => {
  const proofOf = (from: number, to: number): string[] => {
    const tree = new MerkleTree(scene.entries.map((entry) => leafHash(bytesOf(canonicalJson(entry)))));
    return tree.consistencyProof(from, to).map((hash) => Buffer.from(hash).toString('base64'));
  };
  const args = () => [
    'witness',
    '--log-key',
    formatVerifierKey(world.log.key),
    '--key-file',
    'key',
    '--state',
    'seen',
  ];
  const sizeOf = (note = ''): number => Number(note.split('\n')[1]);

  it('cosigns what continues the last checkpoint it saw, and refuses everything else', async () => {
    const files = new Map<string, string>();
    const show = (
      checkpoint: string | undefined,
      proof: readonly string[] = [],
      ...more: readonly string[]
    ) =>
      run(
        [...args(), ...more],
        outsideOf({ files, input: JSON.stringify({ checkpoint, consistency: proof }) }),
      );
    const [first, second] = scene.checkpoints;

    const begun = await show(first, [], '--name', 'auditor.example');
    expect(begun).toMatchObject({ code: 0, stdout: expect.stringMatching(/^— auditor\.example \S+\n$/) });
    const key = begun.stderr.trim();
    expect(await show(second)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('Refused'),
    });
    expect(files.get('seen')).toBe(first);
    const proof = proofOf(sizeOf(first), sizeOf(second));
    const { code, stdout } = await show(second, proof);
    expect(code).toBe(0);
    expect(files.get('seen')).toBe(second);
    expect(await show(first)).toMatchObject({ code: 1 });

    const note = { note: `${second}${stdout}`, vkeys: [key] };
    const read = await run(['note'], outsideOf({ input: JSON.stringify(note) }));
    expect(JSON.parse(read.stdout)).toEqual({ valid: true, verified_by: ['auditor.example'] });
  });

  it('refuses another history of the same log, and notes of another log', async () => {
    const forked = await Scene.play(
      world,
      RELEASED.filter(({ type }) => type !== 'invited'),
    );
    const other = await Scene.play(await newWorld(2), RELEASED);
    const files = new Map<string, string>();
    const show = (checkpoint: string | undefined, proof: readonly string[] = []) =>
      run(
        [...args(), '--name', 'w'],
        outsideOf({ files, input: JSON.stringify({ checkpoint, consistency: proof }) }),
      );
    expect(await show(scene.checkpoints[0])).toMatchObject({ code: 0 });
    const [first, second] = [sizeOf(scene.checkpoints[0]), sizeOf(forked.checkpoints[1])];
    expect(await show(forked.checkpoints[1], proofOf(first, second))).toMatchObject({ code: 1 });
    expect(await show(other.checkpoints[1], proofOf(first, second + 1))).toMatchObject({ code: 1 });
  });
});

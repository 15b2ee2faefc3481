import { readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './command';
import { outsideOf } from './outside.fake';

interface Case {
  readonly method: string;
  readonly input: readonly Record<string, unknown>[];
  readonly expected: readonly Record<string, unknown>[];
}

const CASES = path.join(import.meta.dirname, '../../../tests/cases');
const caseNamed = (name: string) =>
  JSON.parse(readFileSync(path.join(CASES, `${name}.json`), 'utf8')) as Case;
const typed = (text: string) => outsideOf({ input: text });
const given = (args: string, input: unknown) => run(args.split(' '), typed(JSON.stringify(input)));
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

describe.each([
  ['jcs_rfc8785_a', 3],
  ['merkle_rfc6962_proofs_a', 92],
  ['signed_note_ed25519_a', 2],
])('the case %s', (name, count) => {
  const { method, input, expected } = caseNamed(name);
  const command = method.replace('verify ', '');

  it(`is answered as expected, all ${count} of it at once`, async () => {
    const { code, stdout, stderr } = await given(command, input);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toStrictEqual(expected);
    expect(expected).toHaveLength(count);
  });

  it('is answered as expected, one by one', async () => {
    for (const [index, one] of input.entries()) {
      const { stdout } = await given(command, one);
      expect(JSON.parse(stdout)).toStrictEqual(expected[index]);
    }
  });

  it('is refused without any of its fields, by name', async () => {
    const [first = {}] = input;
    for (const field of Object.keys(first)) {
      const { [field]: _, ...rest } = first;
      const { code, stdout, stderr } = await given(command, [first, rest]);
      if (field === 'file') expect(code).toBe(0);
      else
        expect({ code, stdout, stderr }).toEqual({
          code: 2,
          stdout: '',
          stderr: `input[1].${field} is missing.\n`,
        });
    }
  });
});

const [inclusion = {}] = caseNamed('merkle_rfc6962_proofs_a').input;
const consistency =
  caseNamed('merkle_rfc6962_proofs_a').input.find((one) => one['kind'] === 'consistency') ?? {};
const [, strange = {}] = caseNamed('signed_note_ed25519_a').input;

describe('input that cannot be read', () => {
  it.each([
    ['canonical', '', 'input is not JSON: unexpected end.'],
    ['canonical', '{', 'input is not JSON: unexpected end.'],
    ['canonical', '{}}', 'input is not JSON: unexpected character 3.'],
    ['canonical', '"json_text"', 'input is not an object.'],
    ['canonical', '[null]', 'input[0] is not an object.'],
    ['canonical', '[[]]', 'input[0] is not an object.'],
    ['canonical', '{"json_text":1}', 'input.json_text is not a text.'],
    ['canonical', '{"json_text":"1","json_text":"2"}', 'input.json_text is there twice.'],
    ['canonical', '[{"json_text":"[1,]"}]', 'input[0].json_text[1] is not JSON: unexpected character 4.'],
    ['canonical', '{"json_text":"{\\"a\\":1,\\"a\\":2}"}', 'input.json_text.a is there twice.'],
    ['canonical', '{"json_text":"[1e999]"}', 'input.json_text[0] is a number beyond every double.'],
    ['canonical', '{"json_text":"\\"\\\\ud800\\""}', 'input.json_text holds half a surrogate pair.'],
    ['canonical', '{"json_text":"\\ud800"}', 'input.json_text holds half a surrogate pair.'],
    ['proof', '{"kind":"exclusion","proof":[]}', 'input.kind is neither inclusion nor consistency.'],
    ['note', '{"note":"a","vkeys":"b"}', 'input.vkeys is not a list.'],
    ['note', '{"note":"a","vkeys":[1]}', 'input.vkeys[0] is not a text.'],
    ['note', '{"note":"a"}', 'input.vkeys is missing.'],
    [
      'note',
      '{"note":"a","vkeys":["b+c"]}',
      'input.vkeys[0] is no verifier key: its key is not of the form name+id+key.',
    ],
  ])('%s < %s', async (command, input, sentence) => {
    expect(await run([command], typed(input))).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
  });

  it.each([
    [{ ...inclusion, leafIdx: -1 }, 'leafIdx is not a whole number from 0 on'],
    [{ ...inclusion, leafIdx: '0' }, 'leafIdx is not a whole number from 0 on'],
    [{ ...inclusion, treeSize: 1.5 }, 'treeSize is not a whole number from 0 on'],
    [{ ...inclusion, treeSize: null }, 'treeSize is not a whole number from 0 on'],
    [{ ...inclusion, root: '???' }, 'root is not base 64'],
    [{ ...inclusion, root: null }, 'root is not a text'],
    [{ ...inclusion, leafHash: ['AA=='] }, 'leafHash is not a text'],
    [{ ...inclusion, proof: 'AA==' }, 'proof is not a list'],
    [{ ...inclusion, proof: ['AA==', 'A'] }, 'proof[1] is not base 64'],
    [{ ...inclusion, proof: [null] }, 'proof[0] is not a text'],
    [{ ...inclusion, kind: 1 }, 'kind is not a text'],
    [{ ...inclusion, file: 1 }, 'file is not a text'],
    [{ ...consistency, size1: true }, 'size1 is not a whole number from 0 on'],
    [{ ...consistency, root2: 'AB==' }, 'root2 is not base 64'],
  ])('proof < %j', async (input, words) => {
    const { code, stdout, stderr } = await given('proof', [inclusion, input]);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `input[1].${words}.\n` });
  });

  it('is refused when it is no UTF-8', async () => {
    const outcome = await run(['canonical'], outsideOf({ input: Uint8Array.of(0x22, 0xff, 0x22) }));
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: 'input is not UTF-8.\n' });
  });
});

describe('the command line', () => {
  const nothing = outsideOf({});

  it.each([
    ['', 'command is missing: say a pack or one of canonical, proof, note, receipt, witness.'],
    ['prove', 'prove cannot be read (ENOENT).'],
    ['proof note', 'command line has more than one command: note.'],
    ['proof --quick', "command line is not understood: Unknown option '--quick'."],
    ['note --key', "command line is not understood: Option '--key <value>' argument missing."],
    ['note --key a', '--key is no verifier key: its key is not of the form name+id+key.'],
  ])('%s', async (args, sentence) => {
    const outcome = await run(args.split(' ').filter(Boolean), nothing);
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
  });

  it('explains itself', async () => {
    expect(await run(['--help'], nothing)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Usage'),
    });
  });

  it('takes keys beside those of the input, or instead of them', async () => {
    const { vkeys: _, ...without } = strange;
    const found = { valid: true, verified_by: ['PeterNeumann'] };
    expect((await given(`note --key ${PETER}`, strange)).stdout).toBe(`${JSON.stringify(found)}\n`);
    expect((await given(`note --key ${PETER} --key ${PETER}`, [without])).stdout).toBe(
      `${JSON.stringify([found])}\n`,
    );
  });

  it('says why a note is not believed', async () => {
    const note = strange['note'] as string;
    const answers = await given('note', [
      { note: note.replace('problem', 'question'), vkeys: [PETER] },
      { note: note.trim(), vkeys: [PETER] },
      { note, vkeys: [] },
    ]);
    expect(JSON.parse(answers.stdout)).toEqual([
      { valid: false, reason: 'invalid signature for key PeterNeumann+c74f20a3' },
      { valid: false, reason: 'malformed note' },
      { valid: false, reason: 'no verifiable signatures' },
    ]);
  });

  it('answers an empty list with an empty list', async () => {
    expect(await given('proof', [])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  });
});

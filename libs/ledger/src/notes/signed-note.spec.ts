import fc from 'fast-check';
import { bytesOf } from '../utf8';
import { ed25519KeyOf } from './ed25519';
import { openNote } from './open-note';
import { addSignatures, noteSigner, parseSignerKey, signNote } from './signer';
import type { NoteSigner } from './signer';
import { parseNote } from './signed-note';
import { parseVerifierKey, verifierKey } from './verifier-key';
import type { VerifierKey } from './verifier-key';

// golang.org/x/mod, sumdb/note/note_test.go.
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const key = (text: string): VerifierKey => {
  const read = parseVerifierKey(text);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
};
const PETER = key('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
const ENOCH = key('EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop');
const NOTE = `${TEXT}\n${PETER_LINE}`;
const BOTH = `${TEXT}\n${PETER_LINE}${ENOCH_LINE}`;

const signerOf = async (name: string, byte: number): Promise<NoteSigner> =>
  noteSigner(name, await ed25519KeyOf(new Uint8Array(32).fill(byte)));
const namesOf = async (note: string | Uint8Array, keys: VerifierKey[]) => {
  const opened = await openNote(note, keys);
  return opened.ok ? opened.value.verified.map((one) => one.key.name) : opened;
};

describe('notes of others', () => {
  it('open with the keys that are known, and name the others', async () => {
    expect(await namesOf(BOTH, [PETER])).toEqual(['PeterNeumann']);
    expect(await namesOf(BOTH, [PETER, ENOCH])).toEqual(['PeterNeumann', 'EnochRoot']);
    const opened = await openNote(BOTH, [PETER]);
    expect(opened).toMatchObject({
      ok: true,
      value: { text: TEXT, unknown: [{ name: 'EnochRoot', keyId: 'af0cfe78' }] },
    });
    expect(await openNote(BOTH, [])).toEqual({
      ok: false,
      where: 'signatures',
      reason: 'no verifiable signatures',
    });
  });

  it('are the same when we sign them', async () => {
    const signer = await parseSignerKey(
      'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
    );
    expect(signer.ok && (await signNote(TEXT, [signer.value]))).toBe(NOTE);
  });

  it('opens the example of C2SP signed-note', async () => {
    const note =
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
    const example = key('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    expect(await namesOf(note, [example])).toEqual(['example.com/foo']);
  });
});

describe('a note', () => {
  it('opens again after signing, whatever it says', async () => {
    const signers = [await signerOf('one', 1), await signerOf('two.example/2', 2)];
    const texts = fc.string({ unit: 'grapheme' }).map((text) => `${text.replace(/[\u0000-\u001f]/g, '')}\n`);
    const many = fc.array(texts, { minLength: 1, maxLength: 4 }).map((lines) => lines.join(''));
    await fc.assert(
      fc.asyncProperty(many, async (text) => {
        const note = await signNote(text, signers);
        const opened = await openNote(
          bytesOf(note),
          signers.map((signer) => signer.key),
        );
        expect(opened).toMatchObject({ ok: true, value: { text, unknown: [] } });
      }),
      { numRuns: 30 },
    );
  });

  it('is refused with any byte changed, lost or doubled', async () => {
    const bytes = bytesOf(BOTH);
    for (let at = 0; at < bytes.length; at += 1) {
      const before = bytes.subarray(0, at);
      const after = bytes.subarray(at + 1);
      const byte = bytes[at]!;
      const others = [byte ^ 1, byte ^ 0x20, byte ^ 0x80, 0x0a, 0x20].filter((other) => other !== byte);
      const mutants = [
        ...others.map((other) => new Uint8Array([...before, other, ...after])),
        new Uint8Array([...before, ...after]),
        new Uint8Array([...before, byte, byte, ...after]),
      ];
      for (const mutant of mutants) {
        const opened = await openNote(mutant, [PETER, ENOCH]);
        // A name or an id that is nobody's makes the signature unknown; then the other one still stands, alone.
        if (opened.ok) expect(opened.value).toMatchObject({ text: TEXT, verified: [{}], unknown: [{}] });
      }
      for (const mutant of mutants) {
        const alone = await openNote(mutant.subarray(0, -bytesOf(ENOCH_LINE).length), [PETER]);
        if (at < bytesOf(NOTE).length) expect(alone.ok).toBe(false);
      }
    }
  }, 60_000);

  const longer = `${TEXT}\n${PETER_LINE.slice(0, 60)}ABCD${PETER_LINE.slice(60)}`;

  it.each([
    ['no signature', TEXT, 'line 3'],
    ['nothing behind the blank line', `${TEXT}\n`, 'line 4'],
    ['no newline at the end', NOTE.slice(0, -1), 'line 4'],
    ['a control character', `\u0001${NOTE}`, 'character 1'],
    ['a carriage return', NOTE.replace('\n', '\r\n'), 'character 57'],
    ['half a surrogate pair', `\ud800${NOTE}`, 'note'],
    ['a name with a space', `${TEXT}\n${PETER_LINE.replace('Peter', 'Peter ')}`, 'line 4'],
    ['a name with a plus sign', `${TEXT}\n${PETER_LINE.replace('Peter', 'Peter+')}`, 'line 4'],
    ['a line that is no signature', `${NOTE}Unexpected line.\n`, 'line 5'],
    ['a hyphen for the dash', NOTE.replace('—', '-'), 'line 4'],
    ['a signature that is not base 64', NOTE.replace('x08g', 'x08_'), 'line 4'],
    ['a signature with bits that no byte uses', NOTE.replace('nAM=', 'nAN='), 'line 4'],
    ['a signature without padding', NOTE.replace('nAM=', 'nAM'), 'line 4'],
    ['a signature of no more than an id', `${TEXT}\n— PeterNeumann x08gow==\n`, 'line 4'],
    ['more signatures than anybody needs', `${TEXT}\n${PETER_LINE.repeat(101)}`, 'line 4'],
    ['more text than anybody needs', `${'a'.repeat(2 ** 20)}\n\n${PETER_LINE}`, 'note'],
    ['nothing at all', '', 'line 1'],
  ])('with %s is refused, with the place', async (_, note, where) => {
    expect(await openNote(note, [PETER])).toEqual({ ok: false, where, reason: 'malformed note' });
  });

  it.each([
    ['bytes that are no UTF-8', 0xff],
    ['an overlong newline', 0xc0],
  ])('with %s is refused', async (_, byte) => {
    const note = new Uint8Array([byte, ...bytesOf(NOTE)]);
    expect(await openNote(note, [PETER])).toEqual({ ok: false, where: 'note', reason: 'malformed note' });
  });

  it('needs every signature of a known key to be good', async () => {
    const reason = 'invalid signature for key PeterNeumann+c74f20a3';
    expect(await openNote(longer, [PETER])).toEqual({ ok: false, where: 'signature 1', reason });
    const second = `${BOTH}${PETER_LINE.replace('/ZJkuBS', '/ZJkuBT')}`;
    expect(await openNote(second, [PETER, ENOCH])).toEqual({ ok: false, where: 'signature 3', reason });
    expect(await namesOf(longer.replaceAll('Peter', 'Pater') + ENOCH_LINE, [PETER, ENOCH])).toEqual([
      'EnochRoot',
    ]);
  });

  it('counts a key once, however often it signs and is known', async () => {
    expect(await namesOf(`${NOTE}${PETER_LINE}${ENOCH_LINE}${ENOCH_LINE}`, [PETER, PETER])).toEqual([
      'PeterNeumann',
    ]);
    expect(await namesOf(`${TEXT}\n${PETER_LINE.repeat(100)}`, [PETER])).toEqual(['PeterNeumann']);
  });

  it('is refused when two known keys answer to one name and id', async () => {
    const forged: VerifierKey = { ...PETER, publicKey: ENOCH.publicKey };
    const reason = 'ambiguous key PeterNeumann+c74f20a3';
    expect(await openNote(NOTE, [PETER, forged])).toEqual({ ok: false, where: 'signature 1', reason });
    expect(await namesOf(BOTH, [PETER, ENOCH, { ...ENOCH, id: '00000000' }])).toEqual([
      'PeterNeumann',
      'EnochRoot',
    ]);
  });

  it('is not opened by another type of signature of the same key', async () => {
    const { key: known, sign } = await signerOf('one', 1);
    const cosigning = verifierKey('one', 'cosignature', known.publicKey);
    if (!cosigning.ok) throw new Error(cosigning.reason);
    const note = await signNote(TEXT, [{ key: cosigning.value, sign }]);
    expect(await openNote(note, [known])).toMatchObject({ ok: false, reason: 'no verifiable signatures' });
    expect(await openNote(note, [cosigning.value])).toMatchObject({ ok: false, where: 'signature 1' });
  });

  it('splits at its last empty line', () => {
    const text = 'a\n\n— b x08gow==\n\nc\n';
    expect(parseNote(`${text}\n${PETER_LINE}`)).toMatchObject({ ok: true, value: { text } });
  });

  it('gets more signatures, one for each key', async () => {
    const [one, two] = [await signerOf('one', 1), await signerOf('two', 2)];
    const note = await signNote(TEXT, [one]);
    const more = await addSignatures(note, [two]);
    expect(more).toEqual({ ok: true, value: await signNote(TEXT, [one, two]) });
    expect(more.ok && (await addSignatures(more.value, [one]))).toEqual({
      ok: true,
      value: await signNote(TEXT, [two, one]),
    });
    expect(await addSignatures(TEXT, [two])).toMatchObject({ ok: false, reason: 'malformed note' });
  });

  it.each(['', 'no newline', 'a\u0007\n', '\ud800\n'])('is not made of %j', async (text) => {
    const signer = await signerOf('one', 1);
    await expect(signNote(text, [signer])).rejects.toThrow(TypeError);
  });

  it('gives a verdict on whatever it is given', async () => {
    const pieces = fc.constantFrom(
      '\n',
      '\n\n',
      '— ',
      'PeterNeumann ',
      'x08go',
      '=',
      'a',
      '€',
      '\r',
      PETER_LINE,
      TEXT,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, { maxLength: 8 }),
        fc.uint8Array({ maxLength: 40 }),
        async (parts, bytes) => {
          const opened = await openNote(parts.join(''), [PETER]);
          if (opened.ok) expect(opened.value.text).toBe(TEXT);
          expect((await openNote(bytes, [PETER])).ok).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });
});

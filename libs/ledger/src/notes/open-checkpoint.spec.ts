import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64 } from '../base64';
import { bytesOf } from '../utf8';
import { cosignedMessage, timestamped } from './cosignature';
import { ed25519KeyOf } from './ed25519';
import { openCheckpoint } from './open-checkpoint';
import { openNote } from './open-note';
import { addSignatures, cosigner, noteSigner, parseSignerKey, signNote } from './signer';
import type { VerifierKey } from './verifier-key';
import { parseVerifierKey, verifierKey } from './verifier-key';

const keyOf = (text: string): VerifierKey => {
  const read = parseVerifierKey(text);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
};

const ROOT = sha256(bytesOf('root'));
const TEXT = `log.example/1\n7\n${toBase64(ROOT)}\n`;

describe('checkpoints of others', () => {
  // C2SP litewitness, testdata/sumdb.txt, and transparency-dev/formats, log/note_test.go.
  const SUMDB = keyOf('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
  it.each([
    [
      35225469,
      'vt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=',
      'Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ=',
    ],
    [
      6476701,
      'mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=',
      'Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=',
    ],
  ])('opens the Go checksum database at %d', async (size, root, signature) => {
    const note = `go.sum database tree\n${size}\n${root}\n\n— sum.golang.org ${signature}\n`;
    const trust = { logKey: SUMDB, origin: 'go.sum database tree' };
    expect(await openCheckpoint(note, trust)).toMatchObject({
      ok: true,
      value: { checkpoint: { size }, cosignatures: [] },
    });
    expect(await openCheckpoint(note, { logKey: SUMDB })).toMatchObject({ ok: false, where: 'origin' });
    const forged = note.replace(`${size}`, `${size + 1}`);
    expect(await openCheckpoint(forged, trust)).toMatchObject({ ok: false, where: 'signature 1' });
  });

  // C2SP litewitness, testdata/litewitness.txt.
  const SIGSUM_NAME = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562';
  const SIGSUM = keyOf(`${SIGSUM_NAME}+5202289b+Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP`);
  const sigsum = (size: number, root: string, signature: string) =>
    `${SIGSUM_NAME}\n${size}\n${root}\n\n— ${SIGSUM_NAME} ${signature}\n`;
  it.each([
    [
      1,
      'KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      'UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=',
    ],
    [
      3,
      'RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=',
      'UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=',
    ],
    [
      5,
      'QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=',
      'UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=',
    ],
  ])('opens the sigsum log at %d', async (size, root, signature) => {
    expect(await openCheckpoint(sigsum(size, root, signature), { logKey: SIGSUM })).toMatchObject({
      ok: true,
    });
  });

  // Cygnux-Labs/Tracekit, tests/vectors/c2sp_checkpoint.json; checked there against golang.org/x/mod as well. The seeds
  // are the SHA-256 of "log" and "witness".
  const LOG = keyOf(
    'tracekit.example.org/log/0190f3a0-test+070965d6+AZsfhHkc/HZjBFhU04netcqVRJ2HXydqg4QLBgqznPxx',
  );
  const WITNESS = keyOf('witness.example.org/w1+257cc7f1+BGG3op9v3HIXXDPBmFc/0CioJHhGCXc+pyvvFPlBZdYO');
  const COSIGNED =
    'tracekit.example.org/log/0190f3a0-test\n13\nMi7CJiZLruMIePTlzHPx4mYt0B1o8dZ+0VjPECnCnOY=\n\n' +
    '— tracekit.example.org/log/0190f3a0-test Bwll1vSm1GBu/u3FzyhOMXK1fwzvztQj15+2YVxT2JheD9i+UdVmejDz2e+M4AtxUuJpen36NSGqXemdYiILAxETUQU=\n' +
    '— witness.example.org/w1 JXzH8QAAAABo53gAZglDLueWaKJVPcnyj3WBkywAF6aWpFAGHa4yMEkQYe/u9Gvb6/T13SPTtayVz0RIPUTq64LAPxavF/mraKi2Cg==\n';

  it('opens a cosigned one', async () => {
    const opened = await openCheckpoint(COSIGNED, { logKey: LOG, witnessKeys: [WITNESS] });
    expect(opened).toMatchObject({
      ok: true,
      value: {
        checkpoint: { size: 13 },
        cosignatures: [{ name: 'witness.example.org/w1', time: 1760000000 }],
      },
    });
  });

  it('are the same when we sign and cosign them', async () => {
    const seed = (word: string) => sha256(bytesOf(word));
    const text = COSIGNED.slice(0, COSIGNED.indexOf('\n\n') + 1);
    const log = noteSigner(LOG.name, await ed25519KeyOf(seed('log')));
    const witness = cosigner(WITNESS.name, await ed25519KeyOf(seed('witness')), 1760000000);
    expect(await signNote(text, [log, witness])).toBe(COSIGNED);
    const kept = await parseSignerKey(
      'PRIVATE+KEY+tracekit.example.org/log/0190f3a0-test+070965d6+AYNv8YTntBseE8tf2J+h3pjburmenSkYkT/0O4alx8IT',
    );
    expect(kept.ok && kept.value.key).toEqual(LOG);
  });
});

describe('a signed checkpoint', () => {
  const named = async (name: string, byte: number) => ({
    name,
    key: await ed25519KeyOf(new Uint8Array(32).fill(byte)),
  });
  const scene = async () => {
    const [logSeed, w1, w2] = [await named('log.example/1', 1), await named('w1', 2), await named('w2', 3)];
    const log = noteSigner(logSeed.name, logSeed.key);
    const [first, second] = [cosigner(w1.name, w1.key, 100), cosigner(w2.name, w2.key, 200)];
    const witnessKeys = [first.key, second.key];
    return { log, first, second, w1, logSeed, trust: { logKey: log.key, witnessKeys } };
  };

  it('tells which witnesses saw it, and when', async () => {
    const { log, first, second, trust } = await scene();
    const note = await signNote(TEXT, [log, first, second]);
    expect(await openCheckpoint(note, trust)).toEqual({
      ok: true,
      value: {
        checkpoint: { origin: 'log.example/1', size: 7, root: ROOT, extensions: [] },
        cosignatures: [
          { name: 'w1', time: 100 },
          { name: 'w2', time: 200 },
        ],
      },
    });
  });

  it('covers the lines that a log adds', async () => {
    const { log, first, trust } = await scene();
    const note = await signNote(`${TEXT}more\n`, [log, first]);
    expect((await openCheckpoint(note, trust)).ok).toBe(true);
    const changed = await openCheckpoint(note.replace('more', 'less'), trust);
    expect(changed).toMatchObject({ ok: false, where: 'signature 1' });
  });

  it('is refused with any byte of a cosignature changed', async () => {
    const { log, first, trust } = await scene();
    const bytes = bytesOf(await signNote(TEXT, [log, first]));
    const witnessOnly = { ...trust, witnessKeys: [first.key] };
    for (let at = 0; at < bytes.length; at += 1) {
      for (const other of [bytes[at]! ^ 1, bytes[at]! ^ 0x80]) {
        const opened = await openCheckpoint(bytes.with(at, other), witnessOnly);
        // A witness nobody knows is no witness; nothing else may be left of it.
        if (opened.ok) expect(opened.value.cosignatures).toEqual([]);
      }
    }
  });

  it('is refused when the log itself has not signed', async () => {
    const { first, trust } = await scene();
    const note = await signNote(TEXT, [first]);
    expect(await openCheckpoint(note, trust)).toEqual({
      ok: false,
      where: 'signatures',
      reason: 'none is by the key of the log',
    });
    expect(await openCheckpoint(note, { logKey: first.key, origin: 'log.example/1' })).toMatchObject({
      ok: false,
    });
  });

  it('is refused as that of another log, and when it is none', async () => {
    const { log, trust } = await scene();
    const other = await signNote(TEXT.replace('/1', '/2'), [log]);
    expect(await openCheckpoint(other, trust)).toMatchObject({ ok: false, where: 'origin' });
    const none = await signNote('log.example/1\n', [log]);
    expect(await openCheckpoint(none, trust)).toMatchObject({ ok: false, where: 'size' });
  });

  it('counts one key as one witness, and the key of the log as none', async () => {
    const { log, first, w1, logSeed, trust } = await scene();
    const again = cosigner('w1.example/under-another-name', w1.key, 300);
    const itself = cosigner('w3', logSeed.key, 400);
    const note = await signNote(TEXT, [log, itself, first, again]);
    const opened = await openCheckpoint(note, { ...trust, witnessKeys: [first.key, again.key, itself.key] });
    expect(opened).toMatchObject({ ok: true, value: { cosignatures: [{ name: 'w1', time: 100 }] } });
    const notes = noteSigner('w4', w1.key);
    const plain = await openCheckpoint(await signNote(TEXT, [log, notes]), {
      ...trust,
      witnessKeys: [notes.key],
    });
    expect(plain).toMatchObject({ ok: true, value: { cosignatures: [] } });
  });

  it('is refused with the cosignature of another time or another checkpoint', async () => {
    const { log, first, w1, trust } = await scene();
    const other = await signNote(TEXT.replace('\n7\n', '\n8\n'), [first]);
    const taken = other.slice(other.indexOf('\n\n') + 2);
    const note = await signNote(TEXT, [log]);
    expect(await openCheckpoint(`${note}${taken}`, trust)).toMatchObject({ ok: false, where: 'signature 2' });
    const beyond = { ...first, sign: async (text: string) => (await first.sign(text)).with(0, 0x80) };
    const late = await addSignatures(note, [beyond]);
    expect(late.ok && (await openCheckpoint(late.value, trust))).toMatchObject({
      ok: false,
      where: 'signature 2',
    });
    const signed = (sign: (text: string) => Promise<Uint8Array>) =>
      addSignatures(note, [{ key: first.key, sign }]);
    const never = 2 ** 63;
    for (const bad of [
      await signed(() => Promise.resolve(new Uint8Array(5))),
      await signed(() => Promise.resolve(new Uint8Array(8))),
      await signed((text) => first.sign(text).then((signature) => Uint8Array.of(...signature, 0))),
      await signed(async (text) => timestamped(never, await w1.key.sign(cosignedMessage(text, never)))),
    ]) {
      expect(bad.ok && (await openCheckpoint(bad.value, trust))).toMatchObject({
        ok: false,
        where: 'signature 2',
      });
    }
  });

  it('is the only thing a witness cosigns, and the only thing taken for cosigned', async () => {
    const { first, w1 } = await scene();
    const sign = async (text: string) => timestamped(5, await w1.key.sign(cosignedMessage(text, 5)));
    const note = await signNote('hello\n', [{ key: first.key, sign }]);
    expect(await openNote(note, [first.key])).toMatchObject({ ok: false, where: 'signature 1' });
    await expect(signNote('hello\n', [first])).rejects.toThrow('Only checkpoints are cosigned: size');
    await expect(
      Promise.resolve().then(async () => noteSigner('a b', await ed25519KeyOf(ROOT))),
    ).rejects.toThrow(TypeError);
    expect(verifierKey('w', 'cosignature', first.key.publicKey)).toMatchObject({ ok: true });
  });
});

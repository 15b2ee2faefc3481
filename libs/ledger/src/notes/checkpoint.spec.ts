import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { toBase64 } from '../base64';
import { EMPTY_ROOT } from '../tree/hashing';
import { bytesOf } from '../utf8';
import { formatCheckpoint, parseCheckpoint } from './checkpoint';

const ROOT = sha256(bytesOf('root'));
const TEXT = `log.example/1\n7\n${toBase64(ROOT)}\n`;

describe('the text of a checkpoint', () => {
  it('reads back as written', () => {
    const origins = fc
      .string({ minLength: 1 })
      .filter((origin) => !/[\u0000-\u001f]/.test(origin) && origin.isWellFormed());
    const roots = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(
        origins,
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        roots,
        (origin, size, root) => {
          const checkpoint = { origin, size, root };
          const read = parseCheckpoint(formatCheckpoint(checkpoint));
          expect(read).toEqual({ ok: true, value: { ...checkpoint, extensions: [] } });
        },
      ),
    );
  });

  it('is refused with any byte changed that does not make it another checkpoint', () => {
    for (let at = 0; at < TEXT.length; at += 1) {
      const changed = TEXT.slice(0, at) + (TEXT[at] === '\n' ? ' ' : '\n') + TEXT.slice(at + 1);
      const read = parseCheckpoint(changed);
      if (read.ok) expect(read.value.origin).not.toBe('log.example/1');
    }
  });

  it('keeps the lines that other logs add, and writes none', () => {
    expect(parseCheckpoint(`${TEXT}more\nand more\n`)).toMatchObject({
      value: { extensions: ['more', 'and more'] },
    });
    expect(parseCheckpoint(`log\n0\n${toBase64(EMPTY_ROOT)}\n`)).toMatchObject({
      ok: true,
      value: { size: 0 },
    });
    expect(() => formatCheckpoint({ origin: `a\n1\n${toBase64(ROOT)}`, size: 2, root: ROOT })).toThrow(
      'more than one line',
    );
    expect(() => formatCheckpoint({ origin: '', size: 2, root: ROOT })).toThrow('origin is empty');
    expect(() => formatCheckpoint({ origin: 'a', size: 1.5, root: ROOT })).toThrow('size is not');
    expect(() => formatCheckpoint({ origin: 'a', size: 1, root: ROOT.subarray(1) })).toThrow('root is not');
  });

  it.each([
    ['nothing', '', 'checkpoint'],
    ['no newline at the end', TEXT.slice(0, -1), 'checkpoint'],
    ['no origin', `\n7\n${toBase64(ROOT)}\n`, 'origin'],
    ['a line too few', 'log.example/1\n7\n', 'root'],
    ['only an origin', 'log.example/1\n', 'size'],
    ['a size in hex', TEXT.replace('7', '0x7'), 'size'],
    ['a size with a zero in front', TEXT.replace('7', '07'), 'size'],
    ['a size below 0', TEXT.replace('7', '-7'), 'size'],
    ['a size with a plus sign', TEXT.replace('7', '+7'), 'size'],
    ['a size with a space', TEXT.replace('7', '7 '), 'size'],
    ['a size that no double holds', TEXT.replace('7', '9007199254740993'), 'size'],
    ['an endless size', TEXT.replace('7', '7'.repeat(100)), 'size'],
    ['a root that is not base 64', `log\n7\n${'?'.repeat(44)}\n`, 'root'],
    ['a root that is no digest', `log\n7\n${toBase64(ROOT.subarray(1))}\n`, 'root'],
    ['an empty tree with leaves', `log\n0\n${toBase64(ROOT)}\n`, 'root'],
    ['an empty line among those added', `${TEXT}more\n\nless\n`, 'extensions[1]'],
  ])('is refused with %s, with the place', (_, text, where) => {
    expect(parseCheckpoint(text)).toMatchObject({ ok: false, where });
  });
});

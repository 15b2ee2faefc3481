import { readFile, writeFile } from 'node:fs/promises';

/** Replaces every occurrence of a pattern of bytes by another of the same length. */
export async function patch(
  path: string,
  from: Buffer,
  to: (at: number, bytes: Buffer) => Buffer,
): Promise<number> {
  const bytes = await readFile(path);
  let count = 0;
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1), count++)
    to(at, bytes).copy(bytes, at);
  await writeFile(path, bytes);
  return count;
}

/** Makes every VP8 key frame say it is 16383 × 16383, while the file goes on saying what it said. RFC 6386, 9.1. */
export function inflateVp8(path: string): Promise<number> {
  return patch(path, Buffer.from([0x9d, 0x01, 0x2a]), () =>
    Buffer.from([0x9d, 0x01, 0x2a, 0xff, 0x3f, 0xff, 0x3f]),
  );
}

/**
 * Makes a QuickTime file with its index at the end say that its media lie in another file, by an alias record with an
 * absolute path as old QuickTime wrote them.
 */
export async function pointElsewhere(path: string, target: string): Promise<void> {
  const bytes = await readFile(path);
  const at = bytes.indexOf('dref') + 12;
  const old = bytes.readUInt32BE(at);
  const alias = aliasBox(target);
  const changed = Buffer.concat([bytes.subarray(0, at), alias, bytes.subarray(at + old)]);
  for (const type of ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref']) {
    const size = changed.indexOf(type) - 4;
    changed.writeUInt32BE(changed.readUInt32BE(size) + alias.length - old, size);
  }
  await writeFile(path, changed);
}

function aliasBox(target: string): Buffer {
  const record = Buffer.alloc(150);
  record.write('Macintosh HD', 11, 'latin1');
  record[10] = 12;
  const name = target.split('/').at(-1) ?? '';
  record[50] = name.length;
  record.write(name, 51, 'latin1');
  // Levels from the alias and to the target: one folder each.
  record.writeUInt16BE(1, 130);
  record.writeUInt16BE(1, 132);
  const path = Buffer.from(target.length % 2 === 0 ? target : `${target}\0`, 'latin1');
  const absolute = Buffer.concat([Buffer.from([0, 2, target.length >> 8, target.length & 255]), path]);
  const end = Buffer.from([0xff, 0xff, 0, 0]);
  const content = Buffer.concat([Buffer.alloc(4), record, absolute, end]);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + content.length, 0);
  header.write('alis', 4, 'latin1');
  return Buffer.concat([header, content]);
}

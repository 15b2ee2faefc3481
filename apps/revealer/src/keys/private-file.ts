import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { KeyFileOpenToOthers } from './key-file.errors';

/**
 * Reads a file that only this account may read and write; undefined when there is none.
 *
 * @throws KeyFileOpenToOthers
 */
export async function readPrivately(file: string): Promise<string | undefined> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!found) return undefined;
  // Windows has no such bits; the folder's own rights count there.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) throw new KeyFileOpenToOthers(file);
  return readFile(file, 'utf8');
}

/** Writes a file for this account alone, whole or not at all: half a key after a power cut would look like a lost one. */
export async function writePrivately(file: string, content: string): Promise<void> {
  const draft = await draftOf(file, content);
  await rename(draft, file);
}

/** The same, unless there is a file by now: of two programs that make a key at once, one wins and both use it. */
export async function makePrivately(file: string, content: string): Promise<void> {
  const draft = await draftOf(file, content);
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}

async function draftOf(file: string, content: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

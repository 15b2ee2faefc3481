import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Only the account the system runs as may look inside. */
export const folderMode = 0o700;
export const fileMode = 0o600;

/** Makes the folder and those above it, closed to other accounts. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: folderMode });
}

/** Puts a copy of a file in place: readers see the old bytes or the new ones, never a part, whatever breaks in between. */
export const copyWhole = (from: string, to: string): Promise<void> =>
  inPlace(to, (draft) => copyFile(from, draft));

/** The same for a text. */
export const writeWhole = (text: string, to: string): Promise<void> =>
  inPlace(to, (draft) => writeFile(draft, text, { mode: fileMode }));

async function inPlace(to: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const folder = path.dirname(to);
  await makeFolder(folder);
  const draft = path.join(folder, `.${randomUUID()}.part`);
  try {
    await fill(draft);
    await settle(draft, true);
    await rename(draft, to);
    await settle(folder, false);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Waits until the disk has it: a power cut then loses nothing that was confirmed. */
async function settle(name: string, isFile: boolean): Promise<void> {
  const handle = await open(name, isFile ? 'r+' : 'r');
  try {
    if (isFile) await handle.chmod(fileMode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

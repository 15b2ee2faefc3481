import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { Complaint } from '../progress.ts';

/**
 * Bytes that a browser loads before it can show the first screen: the page, and the scripts and styles it names, as they
 * are sent (Brotli where there is a copy).
 *
 * @param folder a built web app
 */
export function initialTransferBytes(folder: string): number {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="([^":]+\.(?:js|css))"/g)].map(([, file = '']) => file);
  const files = new Set(['index.html', ...named]);
  // A set that grows while it is walked is walked to its end: what an import imports is loaded as well.
  for (const file of files)
    if (file.endsWith('.js')) for (const imported of importsOf(path.join(folder, file))) files.add(imported);
  return [...files]
    .map((file) => path.join(folder, file))
    .reduce((sum, file) => sum + statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size, 0);
}

/** What a script imports at its start, not what it may load later. */
function importsOf(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)].map(([, imported = '']) => imported);
}

/** @throws a complaint when the app has grown past what a cheap phone on a slow line can be asked to load */
export function mustFit(name: string, folder: string, mostBytes: number): void {
  const bytes = initialTransferBytes(folder);
  if (bytes > mostBytes)
    throw new Complaint(
      `${name} transfers ${bytes} bytes before its first screen; allowed are ${mostBytes}. Load something later.`,
    );
}

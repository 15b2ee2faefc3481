/** The program behind `npm run media:check`: prepares one recording as the pipeline would, without queue and database. */
import { copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  limitsForUploadOf,
  MediaTrouble,
  type InspectedRecording,
  type MadeFile,
  type MediaEngine,
  type PreparedRecording,
} from '@evenhand/domain';
import { readSettings } from '@evenhand/platform';
import { mediaEngineOf } from '../wiring/media-engine';
import { consumptionOf } from './consumption';
import { UnusableInput } from './input.errors';
import { PeakMemory } from './peak-memory';
import { NOT_IN_ORDER, runProgram } from './program';

const help = `
npm run -s media:check -- FILE --out DIR

Prepares one recording exactly as the pipeline does, with FFMPEG_PATH and FFPROBE_PATH where set, writes what was made into DIR
(made when missing) and prints one JSON object. What an earlier run left in DIR is removed first.

Prints  {"outcome":"prepared"|"refused"|"failed","code","sentence","engine","container","bytes","declaredMs","streams":[],
        "durationMs","picture","sound":{"loudness","voicedMs","silences":[],"clippedRatio"},"flags":[],"outputs":[{"name",
        "path","mediaType","bytes"}],"wallMs","cpuMs","peakMemoryBytes"}
        refused: the recording is at fault, sentence is what the candidate reads. failed: we are, and would try again.
        cpuMs and peakMemoryBytes (of the largest tool that ran) are null where the system does not tell.
Ends    0 prepared, 1 refused or failed, 2 when FILE or DIR cannot be used.
`;

/** What is made, by the names of its files. */
const names = ['playback', 'speech', 'poster'];

await runProgram(help, async (args) => {
  const { file, out } = await pathsOf(args);
  const engine = mediaEngineOf(readSettings());
  const memory = new PeakMemory();
  let found: Found = { outcome: 'failed', code: 'media-tool-failed' };
  const { wallMs, cpuMs } = await consumptionOf(async () => {
    found = await look(engine, file, out);
  });
  const printed = {
    ...found,
    wallMs: Math.round(wallMs),
    cpuMs: cpuMs && Math.round(cpuMs),
    peakMemoryBytes: memory.stop(),
  };
  return { printed, code: found.outcome === 'prepared' ? 0 : NOT_IN_ORDER };
});

interface Found extends Record<string, unknown> {
  outcome: 'prepared' | 'refused' | 'failed';
}

async function look(engine: MediaEngine, file: string, out: string): Promise<Found> {
  let inspected: InspectedRecording | null = null;
  const folder = await mkdtemp(path.join(tmpdir(), 'evenhand-media-check-'));
  try {
    inspected = await engine.inspect(file);
    const prepared = await engine.prepare(file, folder, limitsForUploadOf(inspected.bytes));
    const { engine: name, version } = await engine.version();
    return {
      outcome: 'prepared',
      code: null,
      sentence: null,
      engine: `${name} ${version}`,
      ...inspected,
      ...madeOf(prepared),
      outputs: await keep(prepared, out),
    };
  } catch (trouble) {
    if (!(trouble instanceof MediaTrouble)) throw trouble;
    const outcome = trouble.retryable ? 'failed' : 'refused';
    return { outcome, code: trouble.code, sentence: trouble.message, ...inspected, outputs: [] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function madeOf({ durationMs, picture, sound, flags }: PreparedRecording) {
  const { loudness, voicedMs, silences, clippedRatio } = sound;
  return { durationMs, picture, sound: { loudness, voicedMs, silences, clippedRatio }, flags };
}

/** Removes what an earlier run left. */
async function clear(out: string): Promise<void> {
  const left = (await readdir(out)).filter((entry) => names.includes(path.parse(entry).name));
  await Promise.all(left.map((entry) => rm(path.join(out, entry), { force: true })));
}

/** Copies what was made into the folder that was asked for. */
async function keep({ playback, speech, poster }: PreparedRecording, out: string) {
  const made: [string, MadeFile | null][] = [
    ['playback', playback],
    ['speech', speech],
    ['poster', poster],
  ];
  const outputs = [];
  for (const [name, file] of made) {
    if (!file) continue;
    const kept = path.join(out, `${name}${path.extname(file.path)}`);
    await copyFile(file.path, kept);
    outputs.push({ name, path: kept, mediaType: file.mediaType, bytes: file.bytes });
  }
  return outputs;
}

async function pathsOf(args: readonly string[]): Promise<{ file: string; out: string }> {
  const { files, out } = parsed(args);
  const [file] = files;
  if (file === undefined || files.length > 1 || out === undefined) {
    throw new UnusableInput('Give one FILE and --out DIR.');
  }
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new UnusableInput(`${file} is no file that can be read.`);
  try {
    await mkdir(out, { recursive: true });
    await clear(out);
  } catch {
    throw new UnusableInput(`The folder ${out} cannot be used.`);
  }
  return { file, out };
}

function parsed(args: readonly string[]): { files: string[]; out: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' } },
    });
    return { files: positionals, out: values.out };
  } catch (fault) {
    throw new UnusableInput((fault as Error).message);
  }
}

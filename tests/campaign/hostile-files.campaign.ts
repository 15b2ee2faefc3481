/**
 * Every hostile file on the media engine, within limits of time, memory, disk and descriptors, traced where the machine
 * allows it. Ends with 1 when a file became what it must not, when a limit was crossed, or when a canary was touched.
 *
 *     node tests/campaign/hostile-files.campaign.ts [part of a name]
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { load } from '../bench/libraries.ts';
import { hostileFiles } from '../support/hostile-files/corpus.ts';
import { mayTrace, Tracer } from '../support/hostile-files/tracer.ts';
import { notesReading, tryFile, type Trial } from '../support/hostile-files/trial.ts';
import { trialLimits, trialMediaLimits } from '../support/hostile-files/trial-limits.ts';
import { writeReport } from './report.ts';

interface Media {
  FfmpegMediaEngine: new (settings: object) => Parameters<typeof tryFile>[0];
  findBinaries(settings: object): Promise<{
    ffmpeg: { path: string; version: string };
    ffprobe: { path: string };
    prlimit: string | null;
  }>;
  defaultMediaLimits: object;
  problemSentences: Record<string, string>;
}

const media = await load<Media>(`
  export { FfmpegMediaEngine } from './libs/adapters/media/src/ffmpeg-engine.adapter';
  export { findBinaries } from './libs/adapters/media/src/binaries.adapter';
  export { defaultMediaLimits } from '@evenhand/domain';
  export { problemSentences } from '@evenhand/contracts';
`);
const wanted = process.argv[2] ?? '';
const folder = await mkdtemp(path.join(tmpdir(), 'hostile-files-'));
const anyTool = { production: false, allowBundled: true };
const binaries = await media.findBinaries(anyTool);
const tracer = mayTrace() ? new Tracer(folder) : null;
const engine = new media.FfmpegMediaEngine({
  ...anyTool,
  ffmpegPath: tracer?.around(binaries.ffmpeg.path) ?? binaries.ffmpeg.path,
  ffprobePath: tracer?.around(binaries.ffprobe.path) ?? binaries.ffprobe.path,
});
const marked = notesReading(folder, (file) => readFileSync(file));

const trials: Trial[] = [];
let traced = 0;
try {
  for (const file of hostileFiles.filter(({ name }) => name.includes(wanted))) {
    const trial = await tryFile(engine, file, {
      folder,
      media: { ...media.defaultMediaLimits, ...trialMediaLimits },
      limits: trialLimits,
      tracer,
    });
    traced += trial.traced;
    const unknown = trial.outcome !== 'prepared' && media.problemSentences[trial.outcome] === undefined;
    trials.push(
      unknown ? { ...trial, faults: [...trial.faults, 'no code that candidates are told about'] } : trial,
    );
    for (const fault of trials.at(-1)?.faults ?? []) process.stderr.write(`  ${trial.name}: ${fault}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

const faulty = trials.filter(({ faults }) => faults.length > 0);
const most = (of: (trial: Trial) => number) => Math.max(...trials.map(of));
const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`;
const counts = Map.groupBy(trials, ({ outcome }) => outcome);
const text = `# Hostile files on the media engine

${trials.length} files, made by \`tests/support/hostile-files\`, tried with ffmpeg ${binaries.ffmpeg.version}
${binaries.prlimit === null ? 'without limits of the kernel (no prlimit here)' : 'under prlimit'}. Each lay in a folder with somebody else's recording, the canary, beside it.

| what | worst | allowed |
| --- | --- | --- |
| time for one file, traced | ${most(({ ms }) => ms)} ms | ${trialLimits.ms} ms |
| memory of the media tool | ${megabytes(most(({ memoryBytes }) => memoryBytes))} | ${megabytes(trialLimits.memoryBytes)} |
| disk | ${megabytes(most(({ diskBytes }) => diskBytes))} | ${megabytes(trialLimits.diskBytes)} |
| descriptors | ${most(({ descriptors }) => descriptors)} | ${trialLimits.descriptors} |

Canaries: ${tracer === null ? 'not traced: strace is missing here or may not trace.' : `${traced} processes traced with strace: none opened one, none asked for a connection, unless a fault below says so.`} ${
  marked
    ? 'The file system notes reading; no canary was read, unless a fault below says so.'
    : 'The file system does not note reading.'
}

| ended as | files |
| --- | --- |
${[...counts]
  .sort(([, a], [, b]) => b.length - a.length)
  .map(([outcome, all]) => `| ${outcome} | ${all.length} |`)
  .join('\n')}

## Faults

${faulty.length === 0 ? 'None.' : faulty.map(({ name, faults }) => `- ${name}: ${faults.join('; ')}`).join('\n')}

## Files

| file | ended as | ms | memory |
| --- | --- | --- | --- |
${trials.map(({ name, outcome, ms, memoryBytes }) => `| ${name} | ${outcome} | ${ms} | ${megabytes(memoryBytes)} |`).join('\n')}
`;
if (wanted === '') process.stderr.write(`${await writeReport('hostile-files', { text })}\n`);
else process.stderr.write(text);
process.stderr.write(`${trials.length} files, ${faulty.length} with faults\n`);
process.exit(faulty.length === 0 ? 0 : 1);

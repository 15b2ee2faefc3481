import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A tone that no voice of the demo holds for long. */
const canaryHertz = 3000;
const sampleRate = 16_000;

/** Writes a WebM that holds nothing but the tone. */
export function makeCanary(file: string): Buffer {
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', `sine=frequency=${canaryHertz}:duration=4`],
    ...['-c:a', 'libopus', '-b:a', '48k', '-f', 'webm', file],
  ]);
  return readFileSync(file);
}

/** Share of a file's sound that is the tone, from 0 to 1; null when there is no sound in it. */
export function shareOfTone(file: string): number | null {
  const { stdout } = spawnSync(
    'ffmpeg',
    ['-v', 'error', '-nostdin', '-i', file, '-ac', '1', '-ar', String(sampleRate), '-f', 's16le', '-'],
    { maxBuffer: 1 << 28 },
  );
  if (stdout.length < 2) return null;
  const samples = Array.from({ length: Math.floor(stdout.length / 2) }, (_, at) =>
    stdout.readInt16LE(at * 2),
  );
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
  return energy === 0 ? 0 : (2 * goertzel(samples)) / (energy * samples.length);
}

/** Squared magnitude of one frequency. Goertzel, American Mathematical Monthly 65 (1958), 34–35. */
function goertzel(samples: readonly number[]): number {
  const factor = 2 * Math.cos((2 * Math.PI * canaryHertz) / sampleRate);
  let [one, two] = [0, 0];
  for (const sample of samples) [one, two] = [sample + factor * one - two, one];
  return one * one + two * two - factor * one * two;
}

/** Files of a folder and everything below, as paths. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/**
 * Makes the demo's clips anew: `node apps/launcher/src/demo/make-clips.ts`. Needs espeak-ng and ffmpeg.
 *
 * Each sentence is spoken on its own, so that its place in the clip is known and the captions are exact. The picture is a
 * plain card that moves with the voice: nobody is shown, and nobody could be recognised.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { clipFile, demoCandidates, type DemoCandidate } from './answers.ts';

const PAUSE_SECONDS = 0.45;
const COLOURS: readonly string[] = ['0x1e3f70', '0x0d6660', '0x5b3a6e', '0x6b4a16', '0x2f4f4f', '0x7a2e3a'];

const work = mkdtempSync(path.join(tmpdir(), 'evenhand-clips-'));
try {
  demoCandidates().forEach((candidate, index) => {
    for (const [question, sentences] of Object.entries(candidate.answers)) {
      makeClip(candidate, question, sentences, COLOURS[index % COLOURS.length] ?? '0x1e3f70');
    }
  });
} finally {
  rmSync(work, { recursive: true });
}

function makeClip(
  { key, voice }: DemoCandidate,
  question: string,
  sentences: readonly string[],
  colour: string,
): void {
  const spoken = sentences.map((sentence, index) => speak(sentence, voice, path.join(work, `${index}.wav`)));
  const sound = path.join(work, 'sound.wav');
  const inputs = spoken.flatMap(({ file }) => ['-i', file]);
  const padded = spoken.map((_, index) => `[${index}:a]apad=pad_dur=${PAUSE_SECONDS}[p${index}]`).join(';');
  const joined = `${spoken.map((_, index) => `[p${index}]`).join('')}concat=n=${spoken.length}:v=0:a=1[out]`;
  ffmpeg(...inputs, '-filter_complex', `${padded};${joined}`, '-map', '[out]', '-ar', '48000', sound);

  const clip = clipFile(key, question, 'webm');
  const wave = `color=c=${colour}:s=320x180:r=12[card];[0:a]showwaves=s=320x60:mode=cline:r=12:colors=white@0.55[wave];[card][wave]overlay=0:60:shortest=1,format=yuv420p[picture]`;
  const video = ['-c:v', 'libvpx', '-b:v', '60k', '-deadline', 'good', '-cpu-used', '4'];
  const audio = ['-c:a', 'libopus', '-b:a', '24k', '-ac', '1'];
  ffmpeg(
    '-i',
    sound,
    '-filter_complex',
    wave,
    '-map',
    '[picture]',
    '-map',
    '0:a',
    ...video,
    ...audio,
    '-shortest',
    clip,
  );
  writeFileSync(clipFile(key, question, 'vtt'), captions(sentences, spoken));
  process.stdout.write(`${path.basename(clip)}\n`);
}

function speak(sentence: string, voice: string, file: string): { file: string; seconds: number } {
  execFileSync('espeak-ng', ['-v', voice, '-s', '150', '-w', file, sentence]);
  const wav = readFileSync(file);
  const bytesPerSecond = wav.readUInt32LE(28);
  return { file, seconds: (wav.length - 44) / bytesPerSecond };
}

function captions(sentences: readonly string[], spoken: readonly { seconds: number }[]): string {
  let at = 0;
  const cues = sentences.map((sentence, index) => {
    const from = at;
    at += (spoken[index]?.seconds ?? 0) + PAUSE_SECONDS;
    return `${stamp(from)} --> ${stamp(at - PAUSE_SECONDS)}\n${sentence}\n`;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}

function stamp(seconds: number): string {
  const whole = new Date(Math.round(seconds * 1000)).toISOString();
  return whole.slice(11, 23);
}

function ffmpeg(...flags: string[]): void {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...flags]);
}

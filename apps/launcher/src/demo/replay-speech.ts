import { authoredTranscripts } from './replay-answers.ts';

/** Clips differ in length by more than this, so a length names its clip. Preparation moves it by a few hundredths. */
const toleranceSeconds = 0.08;

/** Pause after the last sentence of every clip. */
const trailingSeconds = 0.45;

/** Answer of /v1/audio/transcriptions for a request that holds a FLAC file: the clip is known by its length. */
export function transcribeFlac(request: Buffer): unknown {
  const duration = flacSeconds(request);
  const clip = authoredTranscripts().find(
    (one) => Math.abs(one.durationSeconds + trailingSeconds - duration) < toleranceSeconds,
  );
  const segments = (clip?.segments ?? []).map((segment, id) => ({
    id,
    ...segment,
    avg_logprob: 0,
    no_speech_prob: 0,
  }));
  return {
    task: 'transcribe',
    ...(clip ? { language: 'english' } : {}),
    duration,
    text: segments.map((segment) => segment.text).join(' '),
    segments,
  };
}

/** Length of the FLAC stream inside a multipart request, from its STREAMINFO block (RFC 9639, section 8.2). */
export function flacSeconds(request: Buffer): number {
  const start = request.indexOf('fLaC');
  // What is no FLAC is none of its clips: it may be a sound that asks what the engine can do.
  if (start < 0) return 0;
  const info = start + 4 + 4;
  const sampleRate = request.readUIntBE(info + 10, 3) >> 4;
  const samples = (request.readUInt8(info + 13) & 0x0f) * 2 ** 32 + request.readUInt32BE(info + 14);
  return samples / sampleRate;
}

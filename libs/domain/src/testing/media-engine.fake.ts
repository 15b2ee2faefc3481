import { mkdtemp, open, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { admitRecording } from '../media/admission';
import { playbackKind } from '../media/container';
import { MAGIC_BYTES, recogniseRecording } from '../media/magic-bytes';
import type { MediaEngineVersion } from '../media/media-engine.port';
import { MediaEngine } from '../media/media-engine.port';
import type { MediaLimits } from '../media/media-limits';
import {
  EmptyFile,
  NotARecording,
  TooLong,
  TruncatedBeyondUse,
  UnsupportedContainer,
} from '../media/media.errors';
import type { InspectedRecording, InspectedStream, MadeFile, PreparedRecording } from '../media/recording';
import { isSilent, SoundMeter, SPEECH_RATE } from '../media/sound';

/** What a made-up recording holds; unlike a real one it says so in a line of JSON. */
export interface FakeRecording {
  readonly durationMs: number;
  readonly picture: boolean;
  /** Speaks from the first millisecond to the last; otherwise silent throughout. */
  readonly speaks: boolean;
  readonly soundTracks: number;
  readonly cutShort: boolean;
}

const MARK = 'evenhand fake recording ';
const WEBM = '\x1a\x45\xdf\xa3\x87\x42\x82\x84webm';

/** The bytes of a file that FakeMediaEngine takes for a recording, and that starts like a WebM. */
export function fakeRecording(recording: Partial<FakeRecording> = {}): Uint8Array {
  const whole: FakeRecording = {
    durationMs: 5000,
    picture: true,
    speaks: true,
    soundTracks: 1,
    cutShort: false,
    ...recording,
  };
  return Buffer.from(`${WEBM}${MARK}${JSON.stringify(whole)}`, 'latin1');
}

/** Prepares made-up recordings without any media tool; refuses what a real engine refuses. */
export class FakeMediaEngine extends MediaEngine {
  /** The next preparations fail with these, in order. */
  readonly failures: Error[] = [];

  override version(): Promise<MediaEngineVersion> {
    return Promise.resolve({ engine: 'fake', version: '1', warnings: [] });
  }

  override async inspect(path: string): Promise<InspectedRecording> {
    const { bytes, recording } = await read(path);
    const sound: InspectedStream = { kind: 'sound', codec: 'opus', sampleRate: 48_000, channels: 1 };
    const picture: InspectedStream = { kind: 'picture', codec: 'vp8', width: 640, height: 480 };
    const streams = [
      ...(recording.picture ? [picture] : []),
      ...Array.from({ length: recording.soundTracks }, () => sound),
    ];
    return { container: 'webm', bytes, declaredMs: null, streams };
  }

  override async prepare(path: string, outFolder: string, limits: MediaLimits): Promise<PreparedRecording> {
    const failure = this.failures.shift();
    if (failure) throw failure;
    const { picture } = admitRecording(await this.inspect(path), limits);
    const { recording } = await read(path);
    if (recording.durationMs > limits.durationMs) throw new TooLong(limits.durationMs);

    const sound = heard(recording);
    const folder = await mkdtemp(join(outFolder, 'fake-'));
    const made = async (name: string, mediaType: string): Promise<MadeFile> => {
      const file = join(folder, name);
      await writeFile(file, name);
      return { path: file, mediaType, bytes: name.length };
    };
    const kind = playbackKind(picture && picture.codec, 'opus');
    return {
      playback: await made(`playback.${kind.extension}`, kind.mediaType),
      speech: await made('speech.flac', 'audio/flac'),
      poster: picture && (await made('poster.jpg', 'image/jpeg')),
      durationMs: recording.durationMs,
      picture: picture && { width: picture.width, height: picture.height },
      sound,
      flags: [
        ...(isSilent(sound) ? ['silent' as const] : []),
        ...(recording.cutShort ? ['cut-short' as const] : []),
      ],
    };
  }

  /** A minute of an even tone, whatever the file. */
  override samples(): Promise<Int16Array> {
    return Promise.resolve(
      Int16Array.from({ length: 60 * SPEECH_RATE }, (_, index) => 9000 * Math.sin(index / 5)),
    );
  }
}

async function read(path: string): Promise<{ bytes: number; recording: FakeRecording }> {
  const { size } = await stat(path);
  const file = await open(path);
  const head = Buffer.alloc(MAGIC_BYTES);
  const { bytesRead } = await file.read(head, 0, MAGIC_BYTES, 0);
  await file.close();

  const recognised = recogniseRecording(head.subarray(0, bytesRead));
  if (recognised.kind === 'empty') throw new EmptyFile();
  if (recognised.kind === 'no-recording') throw new NotARecording(recognised.seenAs);
  if (recognised.kind === 'other-recording') throw new UnsupportedContainer(recognised.seenAs);
  const [, json] = head.subarray(0, bytesRead).toString('latin1').split(MARK);
  if (json === undefined) throw new TruncatedBeyondUse();
  return { bytes: size, recording: JSON.parse(json) as FakeRecording };
}

function heard({ durationMs, speaks }: FakeRecording) {
  const meter = new SoundMeter();
  const length = (durationMs * SPEECH_RATE) / 1000;
  meter.add(Int16Array.from({ length }, (_, index) => (speaks ? 9000 * Math.sin(index / 5) : 0)));
  return meter.finish();
}

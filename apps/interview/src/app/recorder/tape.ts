import { AUDIO_BITS, type RecordedKind, SLICE_MS, VIDEO_BITS } from './recording-format';
import type { Sink } from './sink.port';

/** Milliseconds after which a slice is so late that the page cannot have been running. */
const STILL_MS = 5000;

export interface TapeNews {
  /** The browser ended the recording by itself: a device is gone, or the encoder failed. */
  readonly ended: (reason: 'device-lost' | 'recorder-failed') => void;
  /** Milliseconds recorded, pauses left out. */
  readonly recordedMs: () => number;
  /** No slice came for that many milliseconds: the page stood still. */
  readonly stoodStill: (milliseconds: number) => void;
}

/** One running MediaRecorder: slices leave it in order, each kept before the next. */
export class Tape {
  private readonly recorder: MediaRecorder;
  private readonly pieces: Blob[] = [];
  private keeping: Promise<void>;
  private stopping = false;
  private heardAt = 0;
  bytes = 0;

  constructor(
    readonly kind: RecordedKind,
    readonly format: string,
    stream: MediaStream,
    private readonly sink: Sink,
    private readonly news: TapeNews,
  ) {
    this.recorder = new MediaRecorder(stream, {
      mimeType: format,
      audioBitsPerSecond: AUDIO_BITS,
      ...(kind === 'video' && { videoBitsPerSecond: VIDEO_BITS }),
    });
    this.keeping = sink.begin(kind, format);
    this.recorder.ondataavailable = ({ data }) => this.take(data);
    this.recorder.onerror = () => this.news.ended('recorder-failed');
    for (const track of stream.getTracks())
      track.addEventListener('ended', () => {
        if (!this.stopping) this.news.ended('device-lost');
      });
  }

  start(): void {
    this.recorder.start(SLICE_MS);
    this.heardAt = performance.now();
  }

  /** What there is so far is kept: a pause may last until the page is gone. */
  pause(): void {
    this.handOver();
    this.recorder.pause();
  }

  resume(): void {
    this.recorder.resume();
    this.heardAt = performance.now();
  }

  /** Asks for what there is since the last slice: the page may not live until the next one. */
  handOver(): void {
    if (this.recorder.state === 'recording') this.recorder.requestData();
  }

  /** Ends the recording. Resolves when the last slice is kept. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.recorder.state !== 'inactive') {
      const stopped = new Promise((resolve) =>
        this.recorder.addEventListener('stop', resolve, { once: true }),
      );
      this.recorder.stop();
      await stopped;
    }
    await this.keeping;
  }

  /** All of it, to play here. */
  playback(): Blob {
    return new Blob(this.pieces, { type: this.format });
  }

  private take(data: Blob): void {
    const now = performance.now();
    if (this.recorder.state === 'recording' && now - this.heardAt > STILL_MS)
      this.news.stoodStill(now - this.heardAt);
    this.heardAt = now;
    if (data.size === 0) return;
    const recordedMs = this.news.recordedMs();
    this.bytes += data.size;
    this.pieces.push(data);
    this.keeping = this.keeping.then(async () => this.sink.append(await data.arrayBuffer(), recordedMs));
  }
}

export const canPause = (): boolean =>
  'MediaRecorder' in globalThis && typeof MediaRecorder.prototype.pause === 'function';

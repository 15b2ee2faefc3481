import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type {
  AdmittedRecording,
  Container,
  InspectedRecording,
  MadeFile,
  MediaEngineVersion,
  MediaLimits,
  PreparedRecording,
  RecordingFlag,
  SoundReport,
} from '@evenhand/domain';
import {
  admitRecording,
  defaultMediaLimits,
  EmptyFile,
  isClipped,
  isSilent,
  MAGIC_BYTES,
  MediaEngine,
  MediaToolFailed,
  MediaTrouble,
  NotARecording,
  playbackKind,
  recogniseRecording,
  TooLarge,
  TooLong,
  TruncatedBeyondUse,
  UnsupportedContainer,
} from '@evenhand/domain';

import type { Binaries, BinarySettings } from './binaries.adapter';
import { findBinaries } from './binaries.adapter';
import type { RunEnd } from './guarded-run.adapter';
import { runDecode, runPass, runProbe } from './guarded-run.adapter';
import type { PassPlan } from './pass.args';
import { passArgs, samplesArgs } from './pass.args';
import { PcmMeter, samplesOf } from './pcm-meter.adapter';
import { probeArgs } from './probe.args';
import { readReport } from './probe-report';
import { walkBoxes } from './reading/boxes';
import { readRecording, type Reading } from './reading/reading';
import { endsEarly, objectionTo, reachedMs } from './run-end';

/** What a file tells without ffmpeg. */
interface Opened {
  readonly container: Container;
  readonly bytes: number;
  /** For what ffmpeg does not notice; see `boxes`. */
  readonly cut: boolean;
  /** Null when it takes ffprobe to make it out. */
  readonly reading: Reading | null;
}

/** Recordings by way of ffmpeg and ffprobe, in processes of their own that are kept on a short lead. */
export class FfmpegMediaEngine extends MediaEngine {
  private found: Promise<Binaries> | null = null;

  constructor(private readonly settings: BinarySettings) {
    super();
  }

  override async version(): Promise<MediaEngineVersion> {
    const { ffmpeg, warnings } = await this.binaries();
    return { engine: 'ffmpeg', version: ffmpeg.version, warnings };
  }

  override async inspect(path: string): Promise<InspectedRecording> {
    const opened = await openRecording(path);
    return inspectedBy(opened) ?? this.probe(resolve(path), opened, defaultMediaLimits);
  }

  override async prepare(path: string, outFolder: string, limits: MediaLimits): Promise<PreparedRecording> {
    const opened = await openRecording(path);
    if (opened.bytes > limits.bytes) throw new TooLarge(limits.bytes);
    // A name nobody can foresee, for this process's user only.
    const folder = await mkdtemp(join(resolve(outFolder), 'prepared-'));
    try {
      return await this.prepareInto(folder, resolve(path), opened, limits);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  private async prepareInto(
    folder: string,
    path: string,
    opened: Opened,
    limits: MediaLimits,
  ): Promise<PreparedRecording> {
    const read = inspectedBy(opened);
    if (read !== null) {
      try {
        return await this.make(folder, path, admitRecording(read, limits), opened.cut, limits);
      } catch (error) {
        if (!(error instanceof MediaTrouble) || !mayBeMisread(error)) throw error;
      }
    }
    const probed = admitRecording(await this.probe(path, opened, limits), limits);
    return this.make(folder, path, probed, opened.cut, limits);
  }

  override async samples(speechPath: string): Promise<Int16Array> {
    const limits = defaultMediaLimits;
    const end = await runDecode(await this.binaries(), samplesArgs(resolve(speechPath)), limits);
    const objection = objectionTo(end, limits);
    if (objection) throw objection;
    return samplesOf(end.bytes, end.bytes.length & ~1);
  }

  private async probe(path: string, opened: Opened, limits: MediaLimits): Promise<InspectedRecording> {
    const end = await runProbe(await this.binaries(), probeArgs(opened.container, path, limits), limits);
    const objection = objectionTo(end, limits);
    if (objection) throw objection;
    const { streams, declaredMs } = readReport(end.report);
    if (streams.length === 0) throw new TruncatedBeyondUse();
    return { container: opened.container, bytes: opened.bytes, declaredMs, streams };
  }

  private async make(
    folder: string,
    path: string,
    { inspected, picture, sound }: AdmittedRecording,
    cut: boolean,
    limits: MediaLimits,
  ): Promise<PreparedRecording> {
    const { cuesToFront } = await this.binaries();
    const playback = playbackKind(picture && picture.codec, sound.codec);
    const plan: PassPlan = {
      container: inspected.container,
      path,
      playback,
      playbackPath: join(folder, `playback.${playback.extension}`),
      speechPath: join(folder, 'speech.flac'),
      posterPath: picture && join(folder, 'poster.jpg'),
      pictureCodec: picture && picture.codec,
      limits,
      cuesToFront,
    };
    const { end, report } = await this.pass(plan, folder);

    const durationMs = Math.max(report.durationMs, reachedMs(end) ?? 0);
    if (durationMs > limits.durationMs) throw new TooLong(limits.durationMs);
    const made = await madeFile(plan.playbackPath, playback.mediaType);
    const speech = await madeFile(plan.speechPath, 'audio/flac');
    if (!made || !speech || report.durationMs === 0) throw new TruncatedBeyondUse();
    if (made.bytes >= limits.unpackedBytes) throw new TooLarge(limits.unpackedBytes);
    const declaredMore = (inspected.declaredMs ?? 0) - durationMs > 1000;
    return {
      playback: made,
      speech,
      poster: plan.posterPath === null ? null : await madeFile(plan.posterPath, 'image/jpeg'),
      durationMs,
      picture: picture && { width: picture.width, height: picture.height },
      sound: report,
      flags: flagsOf(report, cut || declaredMore || endsEarly(end)),
    };
  }

  /** Runs the plan; when it fails, once more without the poster, since a broken picture must not cost the answer. */
  private async pass(plan: PassPlan, folder: string): Promise<{ end: RunEnd; report: SoundReport }> {
    const meter = new PcmMeter();
    const end = await runPass(await this.binaries(), passArgs(plan), meter, plan.limits, folder);
    const objection = objectionTo(end, plan.limits);
    if (objection === null) return { end, report: meter.report() };
    const pictureMayBeToBlame =
      objection instanceof MediaToolFailed || objection instanceof TruncatedBeyondUse;
    if (plan.posterPath === null || !pictureMayBeToBlame) throw objection;
    return this.pass({ ...plan, posterPath: null }, folder);
  }

  /** Looked for once; again after a failure, so that an operator who installs ffmpeg need not restart anything. */
  private binaries(): Promise<Binaries> {
    this.found ??= findBinaries(this.settings).catch((error: unknown) => {
      this.found = null;
      throw error;
    });
    return this.found;
  }
}

async function openRecording(path: string): Promise<Opened> {
  // A link would lead to somebody else's recording, and opening a pipe waits for somebody to write.
  if (!(await lstat(path)).isFile()) throw new NotARecording('no file of its own');
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const container = await containerOf(file);
    const { size } = await file.stat();
    const boxes = container === 'mp4' ? await walkBoxes(file, size) : null;
    const reading = await readRecording(container, file, size, boxes);
    return { container, bytes: size, cut: boxes?.cut ?? false, reading };
  } finally {
    await file.close();
  }
}

const inspectedBy = ({ container, bytes, reading }: Opened): InspectedRecording | null =>
  reading && { container, bytes, ...reading };

/** Where ffmpeg cannot make anything of a file the fault may lie in our own reading of it: ffprobe has the last word. */
const mayBeMisread = (error: MediaTrouble): boolean =>
  error instanceof MediaToolFailed || error instanceof TruncatedBeyondUse;

async function containerOf(file: FileHandle): Promise<Container> {
  const head = Buffer.alloc(MAGIC_BYTES);
  const { bytesRead } = await file.read(head, 0, MAGIC_BYTES, 0);
  const recognised = recogniseRecording(head.subarray(0, bytesRead));
  switch (recognised.kind) {
    case 'container':
      return recognised.container;
    case 'empty':
      throw new EmptyFile();
    case 'no-recording':
      throw new NotARecording(recognised.seenAs);
    case 'other-recording':
      throw new UnsupportedContainer(recognised.seenAs);
  }
}

async function madeFile(path: string, mediaType: string): Promise<MadeFile | null> {
  const found = await stat(path).catch(() => null);
  return found && found.size > 0 ? { path, mediaType, bytes: found.size } : null;
}

function flagsOf(sound: SoundReport, cutShort: boolean): RecordingFlag[] {
  const flags: RecordingFlag[] = [];
  if (isSilent(sound)) flags.push('silent');
  if (cutShort) flags.push('cut-short');
  if (isClipped(sound)) flags.push('clipped');
  return flags;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  addSteps,
  databaseOf,
  lockInterview,
  transcribeStep,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import {
  Clock,
  done,
  failed,
  limitsForUploadOf,
  MediaEngine,
  MediaTrouble,
  Storage,
  type Outcome,
  type PreparedRecording,
} from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

import { madeKeys, removeMade, storeMade, type MadeKeys } from './made-files';

/** Failures that are tried again and yet may lie in the file; a missing tool or storage does not. */
const BY_THE_FILE: readonly string[] = ['media-timeout', 'media-tool-failed', 'worker-lost'];

/** A take as preparation needs it. */
type Take = NonNullable<Awaited<ReturnType<PrepareStage['take']>>>;

/**
 * Makes a take's upload playable and audible: a recording for people, sound for recognisers, a waveform and a poster. Runs
 * as often as it likes: a prepared take stays as it is.
 */
@Injectable()
export class PrepareStage {
  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly storage: Storage,
    private readonly engine: MediaEngine,
    private readonly clock: Clock,
  ) {}

  /**
   * Prepares a take whose bytes are all here. A recording that cannot be used is refused with a reason for the candidate
   * and gives the take back; the step has then failed for good.
   *
   * @throws MediaTimeout, MediaToolFailed, MediaToolMissing, StorageUnavailable, NothingStored
   */
  async run(takeId: string): Promise<Outcome> {
    const take = await this.take(takeId);
    if (!take || !isDue(take)) return done;
    const folder = await mkdtemp(join(tmpdir(), 'evenhand-prepare-'));
    try {
      const prepared = await this.prepare(take.uploadKey, folder);
      const keys = madeKeys(take.uploadKey, prepared);
      await storeMade(this.storage, keys, prepared);
      if (!(await this.keep(take, prepared, keys))) await removeMade(this.storage, keys);
      return done;
    } catch (error) {
      if (!(error instanceof MediaTrouble) || error.retryable) throw error;
      await this.refuse(take, error.code);
      return failed(error.code, false, error);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * Lets things go on after the last attempt failed: a recording the media tool could make nothing of is refused, which
   * gives the take back, and people review what there is of a submitted answer.
   *
   * @param code what the last attempt failed with
   */
  async giveUp(takeId: string, code: string): Promise<void> {
    const take = await this.take(takeId);
    if (!take) return;
    if (BY_THE_FILE.includes(code)) await this.refuse(take, code);
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, take.answer.interviewId);
      await this.goOn(tx, take.id);
    });
  }

  private take(id: string) {
    return this.database.take.findUnique({
      where: { id },
      select: { id: true, status: true, uploadKey: true, answer: { select: { interviewId: true } } },
    });
  }

  private async prepare(uploadKey: string, folder: string): Promise<PreparedRecording> {
    const upload = await this.storage.asFile(uploadKey);
    try {
      const bytes = (await this.storage.size(uploadKey)) ?? 0;
      return await this.engine.prepare(upload.path, folder, limitsForUploadOf(bytes));
    } finally {
      await upload.release();
    }
  }

  /**
   * Writes the recording and what follows from it, or nothing of both.
   *
   * @returns false when the take was discarded meanwhile
   */
  private keep({ id, answer }: Take, prepared: PreparedRecording, keys: MadeKeys): Promise<boolean> {
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, answer.interviewId);
      const current = await tx.take.findUnique({ where: { id }, select: { status: true } });
      if (!current || !isDue(current)) return current?.status === 'prepared';
      const recording = recordingRow(prepared, keys, new Date(this.clock.now()));
      await tx.recording.upsert({
        where: { takeId: id },
        create: { takeId: id, ...recording },
        update: recording,
      });
      await tx.take.update({
        where: { id },
        data: { status: 'prepared', refusalCode: null },
        select: { id: true },
      });
      await this.goOn(tx, id);
      return true;
    });
  }

  private refuse({ id, answer }: Take, code: string): Promise<void> {
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, answer.interviewId);
      await tx.take.updateMany({
        where: { id, status: { in: ['stored', 'refused'] } },
        data: { status: 'refused', refusalCode: code, counted: false },
      });
    });
  }

  /** After submission transcription waits for this: submission itself adds it only for takes that are prepared by then. */
  private async goOn(tx: Transaction<'worker'>, takeId: string): Promise<void> {
    const take = await tx.take.findUniqueOrThrow({
      where: { id: takeId },
      select: {
        sha256: true,
        answer: {
          select: {
            id: true,
            kind: true,
            chosenTakeId: true,
            interview: { select: { status: true } },
            captions: { select: { vtt: true } },
          },
        },
      },
    });
    const { answer, sha256 } = take;
    if (answer.interview.status !== 'submitted' || answer.chosenTakeId !== takeId || answer.kind === 'text')
      return;
    const now = this.clock.now();
    const captionsVtt = answer.captions?.vtt ?? null;
    await addSteps(
      tx,
      [transcribeStep({ answerId: answer.id, takeSha256: sha256, text: null, captionsVtt }, now)],
      now,
    );
  }
}

/** A refused take is due again when a person has its step run again. */
const isDue = ({ status }: Pick<Take, 'status'>): boolean => status === 'stored' || status === 'refused';

function recordingRow(prepared: PreparedRecording, keys: MadeKeys, preparedAt: Date) {
  const { playback, durationMs, sound, flags } = prepared;
  return {
    ...keys,
    mediaType: playback.mediaType,
    durationMs,
    peaks: { ...sound.peaks, data: [...sound.peaks.data] },
    loudness: sound.loudness,
    voicedMs: sound.voicedMs,
    silences: sound.silences.map(({ startMs, endMs }) => ({ startMs, endMs })),
    clippedRatio: sound.clippedRatio,
    flags: [...flags],
    preparedAt,
  };
}

import {
  addSteps,
  databaseOf,
  forgetAnswers,
  lockInterview,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import { Clock, done, type Outcome } from '@evenhand/domain';
import { digestOfJson } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import {
  fromCaptions,
  fromEngine,
  fromText,
  GIVEN_UP,
  without,
  type FinishedTranscript,
} from './finished-transcript';
import { heardAnswer, type HeardAnswer, type HeardRecording } from './heard-answer';
import { Recogniser } from './recogniser';
import { RecordingNotReady } from './transcribe.errors';

/**
 * Gives every answer of a submitted interview its transcript, and says so when it was the last one. Runs as often as it
 * likes: a finished answer stays as it is.
 */
@Injectable()
export class TranscribeStage {
  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly recogniser: Recogniser,
    private readonly clock: Clock,
  ) {}

  /**
   * Transcribes an answer.
   *
   * @throws RecordingNotReady, EngineUnavailable, EngineRefused, CaptionsInvalid, StorageUnavailable, NothingStored
   */
  async run(answerId: string): Promise<Outcome> {
    const answer = await heardAnswer(this.database, answerId);
    if (!answer || answer.interviewStatus !== 'submitted' || isFinal(answer.known)) return done;
    await this.finish(answer, await this.transcriptOf(answer));
    return done;
  }

  /** How long steps should wait before they are begun. */
  holdMs(): number {
    return this.recogniser.holdMs();
  }

  /** Lets an answer go on without a transcript after its last attempt failed: nothing may keep people from reviewing. */
  async giveUp(answerId: string): Promise<void> {
    const answer = await heardAnswer(this.database, answerId);
    if (answer?.known === null) await this.finish(answer, without(GIVEN_UP));
  }

  private async transcriptOf(answer: HeardAnswer): Promise<FinishedTranscript> {
    const { id: answerId, kind, text, captions, consented, language } = answer;
    if (kind === 'text') return fromText(text ?? '');
    if (captions !== null) return fromCaptions(captions, language);
    const recording = await this.recordingOf(answer);
    if (!recording || !consented || !this.recogniser.exists()) return without();
    const { audioKey, durationMs, voicedMs, silences } = recording;
    const heard = await this.recogniser.transcribe({ answerId, audioKey, durationMs, silences, language });
    return fromEngine(heard, voicedMs);
  }

  /** The recording of an answer; null when there will never be one. @throws RecordingNotReady */
  private async recordingOf({ takeId, takeStatus, recording }: HeardAnswer): Promise<HeardRecording | null> {
    if (recording || takeId === null || takeStatus === 'refused') return recording;
    const gaveUp = await this.database.step.count({
      where: { subject: takeId, stage: 'prepare', status: 'dead' },
    });
    if (gaveUp === 0) throw new RecordingNotReady();
    return null;
  }

  /** Writes the transcript and what follows from it, or nothing of both. */
  private async finish({ id, interviewId }: HeardAnswer, transcript: FinishedTranscript): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      // Two answers that end at once would each see the other's transcript missing.
      await lockInterview(tx, interviewId);
      await forgetAnswers(tx, id);
      if (!(await this.keep(tx, id, transcript))) return;
      const missing = await tx.answer.count({ where: { interviewId, transcript: null } });
      if (missing === 0) await this.summariseNext(tx, interviewId);
    });
  }

  /**
   * Keeps the transcript, unless the interview was withdrawn or there is one that stays.
   *
   * @returns whether the interview is still there to go on
   */
  private async keep(
    tx: Transaction<'worker'>,
    answerId: string,
    transcript: FinishedTranscript,
  ): Promise<boolean> {
    const now = await heardAnswer(tx, answerId);
    if (now?.interviewStatus !== 'submitted') return false;
    if (isFinal(now.known)) return true;
    const { captions, segments, reasons, ...rest } = transcript;
    const content = {
      ...rest,
      segments: segments.map((segment) => ({ ...segment })),
      captionsVtt: captions,
      reasons: [...reasons],
      createdAt: new Date(this.clock.now()),
    };
    await tx.transcript.upsert({ where: { answerId }, create: { answerId, ...content }, update: content });
    return true;
  }

  private summariseNext(tx: Transaction<'worker'>, interviewId: string): Promise<void> {
    const now = this.clock.now();
    const inputHash = digestOfJson({ stage: 'summarise', interview: interviewId, run: 1 });
    return addSteps(tx, [{ subject: interviewId, stage: 'summarise', inputHash, dueAt: now }], now);
  }
}

/** A transcript stays, except one that is missing because every attempt failed. */
const isFinal = (reasons: readonly string[] | null): boolean =>
  reasons !== null && !reasons.includes(GIVEN_UP);

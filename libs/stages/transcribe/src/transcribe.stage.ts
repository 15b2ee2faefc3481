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
import { Recogniser } from './recogniser';
import { RecordingNotReady } from './transcribe.errors';

/** What a transcript can be made from. */
type Answer = NonNullable<Awaited<ReturnType<TranscribeStage['answer']>>>;

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
   * @throws RecordingNotReady, EngineUnavailable, EngineRefused, CaptionsInvalid, StorageTrouble
   */
  async run(answerId: string): Promise<Outcome> {
    const answer = await this.answer(answerId);
    if (!answer || answer.interview.status !== 'submitted' || isFinal(answer.transcript)) return done;
    await this.finish(answer, await this.transcriptOf(answer));
    return done;
  }

  /** Lets an answer go on without a transcript after its last attempt failed: nothing may keep people from reviewing. */
  async giveUp(answerId: string): Promise<void> {
    const answer = await this.answer(answerId);
    if (answer && !answer.transcript) await this.finish(answer, without(GIVEN_UP));
  }

  private answer(id: string) {
    return this.database.answer.findUnique({
      where: { id },
      select: {
        id: true,
        interviewId: true,
        kind: true,
        text: true,
        chosenTakeId: true,
        interview: { select: { status: true } },
        captions: { select: { vtt: true } },
        transcript: { select: { reasons: true } },
      },
    });
  }

  private async transcriptOf(answer: Answer): Promise<FinishedTranscript> {
    if (answer.kind === 'text') return fromText(answer.text ?? '');
    const { consented, language } = await this.consent(answer.interviewId);
    if (answer.captions) return fromCaptions(answer.captions.vtt, language);
    const recording = await this.recording(answer.chosenTakeId);
    if (!recording || !consented || !this.recogniser.exists()) return without();
    const { audioKey, durationMs, voicedMs } = recording;
    const heard = await this.recogniser.transcribe({ answerId: answer.id, audioKey, durationMs, language });
    return fromEngine(heard, voicedMs);
  }

  /** The newest choice counts. The language of the notice is the one the candidate reads and speaks. */
  private async consent(interviewId: string): Promise<{ consented: boolean; language: string }> {
    const newest = await this.database.consent.findFirst({
      where: { interviewId },
      orderBy: { createdAt: 'desc' },
      select: { transcription: true, notice: { select: { language: true } } },
    });
    return { consented: newest?.transcription ?? false, language: newest?.notice.language ?? 'en' };
  }

  /** The recording of a take; null when there will never be one. @throws RecordingNotReady */
  private async recording(takeId: string | null) {
    if (takeId === null) return null;
    const take = await this.database.take.findUnique({
      where: { id: takeId },
      select: { status: true, recording: { select: { audioKey: true, durationMs: true, voicedMs: true } } },
    });
    if (take?.recording) return take.recording;
    const gaveUp = await this.database.step.count({
      where: { subject: takeId, stage: 'prepare', status: 'dead' },
    });
    if (!take || take.status === 'refused' || gaveUp > 0) return null;
    throw new RecordingNotReady();
  }

  /** Writes the transcript and what follows from it, or nothing of both. */
  private async finish(answer: Answer, transcript: FinishedTranscript): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      // Two answers that end at once would each see the other's transcript missing.
      await lockInterview(tx, answer.interviewId);
      await forgetAnswers(tx, answer.id);
      const { status } = await tx.interview.findUniqueOrThrow({
        where: { id: answer.interviewId },
        select: { status: true },
      });
      if (status !== 'submitted') return;
      await this.keep(tx, answer.id, transcript);
      const missing = await tx.answer.count({ where: { interviewId: answer.interviewId, transcript: null } });
      if (missing === 0) await this.summariseNext(tx, answer.interviewId);
    });
  }

  private async keep(
    tx: Transaction<'worker'>,
    answerId: string,
    transcript: FinishedTranscript,
  ): Promise<void> {
    const known = await tx.transcript.findUnique({ where: { answerId }, select: { reasons: true } });
    if (isFinal(known)) return;
    const { captions, segments, reasons, ...rest } = transcript;
    const content = {
      ...rest,
      segments: segments.map((segment) => ({ ...segment })),
      captionsVtt: captions,
      reasons: [...reasons],
      createdAt: new Date(this.clock.now()),
    };
    await tx.transcript.upsert({ where: { answerId }, create: { answerId, ...content }, update: content });
  }

  private summariseNext(tx: Transaction<'worker'>, interviewId: string): Promise<void> {
    const now = this.clock.now();
    const inputHash = digestOfJson({ stage: 'summarise', interview: interviewId, run: 1 });
    return addSteps(tx, [{ subject: interviewId, stage: 'summarise', inputHash, dueAt: now }], now);
  }
}

/** A transcript stays, except one that is missing because every attempt failed. */
const isFinal = (transcript: { reasons: string[] } | null): boolean =>
  transcript !== null && !transcript.reasons.includes(GIVEN_UP);

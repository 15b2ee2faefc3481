import { openDatabase, PaidCalls } from '@evenhand/adapters/database';
import {
  FakeMediaEngine,
  type FakeSpeech,
  MemoryStorage,
  SeededChance,
  StillClock,
} from '@evenhand/domain/testing';
import pg from 'pg';
import { consent, preparedAnswer } from '../../../../tests/support/answer-rows';
import { openRequisition, submittedInterview } from '../../../../tests/support/screening-rows';
import { Recogniser } from './recogniser';
import { SpeechAbilities } from './speech-abilities';
import { SpokenSound } from './spoken-sound';
import { TranscribeStage } from './transcribe.stage';

/** Interviews with spoken answers, and stages that transcribe them. */
export async function transcribeScene() {
  const owner = new pg.Client(process.env['DATABASE_URL']);
  // The database of a file goes before its connections do.
  owner.on('error', () => undefined);
  await owner.connect();
  const database = openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? '');
  const clock = new StillClock();
  const storage = new MemoryStorage();

  const recogniserWith = (engine: FakeSpeech, calls: PaidCalls): Recogniser =>
    new Recogniser(
      engine,
      new SpokenSound(storage, new FakeMediaEngine()),
      new SpeechAbilities(database, engine, clock),
      calls,
    );
  return {
    owner,
    database,
    clock,
    storage,
    recogniserWith,
    stageWith: (engine: FakeSpeech, key = 'a key with enough chance in it, one hopes') =>
      new TranscribeStage(
        database,
        recogniserWith(engine, new PaidCalls(database, key, clock, new SeededChance())),
        clock,
      ),
    interview: async (choices?: { transcription?: boolean }): Promise<string> => {
      const requisition = await openRequisition(owner, { recruiter: [], reviewer: [], hiring_manager: [] });
      const { interviewId } = await submittedInterview(owner, requisition);
      await consent(owner, interviewId, choices);
      return interviewId;
    },
    spoken: async (interviewId: string, question = 'first'): Promise<string> => {
      const { answerId, audioKey } = await preparedAnswer(owner, interviewId, question);
      storage.put(audioKey, new TextEncoder().encode(`the sound of ${answerId}`));
      return answerId;
    },
    transcript: async (answerId: string) => {
      const { rows } = await owner.query('SELECT * FROM screening.transcript WHERE answer_id = $1', [
        answerId,
      ]);
      return rows[0];
    },
    calls: async (answerId: string) => {
      const { rows } = await owner.query(
        'SELECT status, asked, audio_seconds FROM jobs.ai_call WHERE subject = $1',
        [answerId],
      );
      return rows;
    },
    close: async (): Promise<void> => {
      await database.close();
      await owner.end();
    },
  };
}

export type TranscribeScene = Awaited<ReturnType<typeof transcribeScene>>;

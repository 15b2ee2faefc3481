import { openDatabase, PaidCalls, type Database } from '@evenhand/adapters/database';
import { EngineUnavailable } from '@evenhand/domain';
import {
  FakeMediaEngine,
  FakeSpeech,
  MemoryStorage,
  SeededChance,
  StillClock,
} from '@evenhand/domain/testing';
import pg from 'pg';
import {
  captionsFor,
  consent,
  preparedAnswer,
  uploadedAnswer,
  writtenAnswer,
} from '../../../../tests/support/answer-rows';
import { openRequisition, submittedInterview } from '../../../../tests/support/screening-rows';
import { Recogniser } from './recogniser';
import { SpeechAbilities } from './speech-abilities';
import { SpokenSound } from './spoken-sound';
import { TranscribeStage } from './transcribe.stage';

let owner: pg.Client;
let database: Database<'worker'>;
const clock = new StillClock();
const storage = new MemoryStorage();
let speech: FakeSpeech;
let stage: TranscribeStage;

beforeAll(async () => {
  owner = new pg.Client(process.env['DATABASE_URL']);
  // The database of this file goes before its connections do.
  owner.on('error', () => undefined);
  await owner.connect();
  database = openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? '');
});
afterAll(async () => {
  await database.close();
  await owner.end();
});
beforeEach(() => {
  speech = new FakeSpeech();
  stage = stageWith(speech);
});

function stageWith(
  engine: FakeSpeech,
  scratchKey = 'a key with enough chance in it, one hopes',
): TranscribeStage {
  const calls = new PaidCalls(database, scratchKey, clock, new SeededChance());
  return new TranscribeStage(database, recogniserWith(engine, calls), clock);
}

const recogniserWith = (engine: FakeSpeech, calls: PaidCalls): Recogniser =>
  new Recogniser(
    engine,
    new SpokenSound(storage, new FakeMediaEngine()),
    new SpeechAbilities(database, engine, clock),
    calls,
  );

async function interview(choices?: { transcription?: boolean }): Promise<string> {
  const requisition = await openRequisition(owner, { recruiter: [], reviewer: [], hiring_manager: [] });
  const { interviewId } = await submittedInterview(owner, requisition);
  await consent(owner, interviewId, choices);
  return interviewId;
}

async function spoken(interviewId: string, question = 'first'): Promise<string> {
  const { answerId, audioKey } = await preparedAnswer(owner, interviewId, question);
  storage.put(audioKey, new TextEncoder().encode(`the sound of ${answerId}`));
  return answerId;
}

const transcript = async (answerId: string) => {
  const { rows } = await owner.query('SELECT * FROM screening.transcript WHERE answer_id = $1', [answerId]);
  return rows[0];
};
const calls = async (answerId: string) => {
  const { rows } = await owner.query(
    'SELECT status, asked, audio_seconds FROM jobs.ai_call WHERE subject = $1',
    [answerId],
  );
  return rows;
};
const kept = async (answerId: string) =>
  (await owner.query('SELECT 1 FROM scratch.model_answer WHERE subject = $1', [answerId])).rowCount;
const summariseSteps = async (interviewId: string) =>
  (
    await owner.query(`SELECT status FROM jobs.step WHERE stage = 'summarise' AND subject = $1`, [
      interviewId,
    ])
  ).rows;

describe('a transcript', () => {
  it('comes from the engine, with captions, and the answer of the engine is forgotten with it', async () => {
    const answerId = await spoken(await interview());
    expect(await stage.run(answerId)).toEqual({ kind: 'done' });
    expect(await transcript(answerId)).toMatchObject({
      engine: 'openai',
      model: 'fake',
      language: 'en',
      text: 'I asked what had happened. Then I solved it.',
      captions_vtt: 'WEBVTT\n\n00:00:00.000 --> 00:00:06.000\nI asked what had happened. Then I solved it.\n',
      reasons: [],
    });
    expect(await calls(answerId)).toEqual([{ status: 'received', asked: 1, audio_seconds: 6 }]);
    expect(await kept(answerId)).toBe(0);
    expect(speech.requests[0]).toMatchObject({ language: 'en', durationMs: 6_000 });
  });

  it('is what was written, without asking anybody', async () => {
    const answerId = await writtenAnswer(owner, await interview(), 'first', 'I would ask first.');
    await stage.run(answerId);
    expect(await transcript(answerId)).toMatchObject({
      engine: 'text',
      text: 'I would ask first.',
      captions_vtt: null,
    });
    expect(speech.requests).toHaveLength(0);
  });

  it('is taken from captions, without asking anybody', async () => {
    const answerId = await spoken(await interview({ transcription: false }));
    await captionsFor(owner, answerId, 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello &amp; welcome.\n');
    await stage.run(answerId);
    expect(await transcript(answerId)).toMatchObject({
      engine: 'captions',
      text: 'Hello & welcome.',
      segments: [{ startMs: 1_000, endMs: 2_000, text: 'Hello & welcome.' }],
      captions_vtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello &amp; welcome.\n',
    });
    expect(speech.requests).toHaveLength(0);
  });

  it('is missing without consent, and nobody is asked', async () => {
    const answerId = await spoken(await interview({ transcription: false }));
    await stage.run(answerId);
    expect(await transcript(answerId)).toMatchObject({ engine: 'none', text: '', reasons: [] });
    expect(await calls(answerId)).toEqual([]);
  });

  it('is missing when the candidate took the consent back before the recording was transcribed', async () => {
    const interviewId = await interview();
    const answerId = await spoken(interviewId);
    await owner.query(
      `INSERT INTO consent.consent (interview_id, notice_id, transcription, ai_assessment, created_at)
       SELECT $1, id, false, true, now() + interval '1 second' FROM consent.notice LIMIT 1`,
      [interviewId],
    );
    await stage.run(answerId);
    expect(await transcript(answerId)).toMatchObject({ engine: 'none' });
  });

  it('is missing where no model may run, whatever was consented', async () => {
    const interviewId = await interview();
    const answerId = await spoken(interviewId);
    await owner.query('INSERT INTO consent.human_only (interview_id, created_at) VALUES ($1, now())', [
      interviewId,
    ]);
    await stage.run(answerId);
    expect(await transcript(answerId)).toMatchObject({ engine: 'none', text: '', reasons: [] });
    expect(await calls(answerId)).toEqual([]);
  });

  it('is missing without an engine', async () => {
    const answerId = await spoken(await interview());
    speech.remove();
    await stage.run(answerId);
    expect(await transcript(answerId)).toMatchObject({ engine: 'none' });
  });

  it('says when it is too doubtful to judge from', async () => {
    const answerId = await spoken(await interview());
    speech.says('thank you for watching '.repeat(40));
    await stage.run(answerId);
    expect(await transcript(answerId)).toMatchObject({ reasons: ['transcript-unreliable'] });
  });

  it('is missing when the take was refused, or its preparation given up', async () => {
    const interviewId = await interview();
    const upload = { key: 'uploads/x', type: 'audio/wav', bytes: 1, sha256: '0' };
    const refused = await uploadedAnswer(owner, interviewId, 'first', upload);
    const dead = await uploadedAnswer(owner, interviewId, 'second', upload);
    await owner.query(`UPDATE screening.take SET status = 'refused' WHERE id = $1`, [refused.takeId]);
    await expect(stage.run(dead.answerId)).rejects.toMatchObject({
      code: 'recording-not-ready',
      retryable: true,
    });
    await owner.query(
      `INSERT INTO jobs.step (subject, stage, input_hash, status, due_at, created_at, updated_at)
       VALUES ($1, 'prepare', 'x', 'dead', now(), now(), now())`,
      [dead.takeId],
    );
    await stage.run(refused.answerId);
    await stage.run(dead.answerId);
    expect(await transcript(refused.answerId)).toMatchObject({ engine: 'none' });
    expect(await transcript(dead.answerId)).toMatchObject({ engine: 'none' });
  });

  it('is not made for an interview that was withdrawn', async () => {
    const interviewId = await interview();
    const answerId = await spoken(interviewId);
    await owner.query(`UPDATE screening.interview SET status = 'withdrawn' WHERE id = $1`, [interviewId]);
    expect(await stage.run(answerId)).toEqual({ kind: 'done' });
    expect(await transcript(answerId)).toBeUndefined();
    expect(speech.requests).toHaveLength(0);
  });
});

describe('what an engine hears', () => {
  /** A minute: somebody speaks from 5 s to 15 s and from 30 s to 45 s. */
  const pausing = async (interviewId: string): Promise<string> => {
    const answerId = await spoken(interviewId);
    await owner.query(
      `UPDATE screening.recording r SET duration_ms = 60000, voiced_ms = 25000,
         silences = '[{"startMs":0,"endMs":5000},{"startMs":15000,"endMs":30000},{"startMs":45000,"endMs":60000}]'
       FROM screening.answer a WHERE a.chosen_take_id = r.take_id AND a.id = $1`,
      [answerId],
    );
    return answerId;
  };
  const oneWordASecond = Array.from({ length: 25 }, (_, at) => `word${at}`).join(' ');

  beforeEach(() => owner.query('DELETE FROM jobs.speech_ability'));

  it('is without long silences, and its times are those of the recording', async () => {
    const answerId = await pausing(await interview());
    speech.says(oneWordASecond);
    await stage.run(answerId);
    expect(speech.requests).toHaveLength(1);
    expect(speech.requests[0]).toMatchObject({ durationMs: 26_000, times: true });
    const { sound } = speech.requests[0] ?? {};
    expect([sound?.mediaType, sound?.bytes.length]).toEqual(['audio/wav', 44 + 26_000 * 32]);
    const { segments, reasons } = await transcript(answerId);
    expect(segments).toMatchObject([{ startMs: 4_750, endMs: 45_250 }]);
    expect(reasons).toEqual([]);
    expect(await calls(answerId)).toMatchObject([{ audio_seconds: 26 }]);
  });

  it('comes in short parts where the engine tells no times', async () => {
    speech.ability = { times: false };
    const answerId = await pausing(await interview());
    speech.says('a b c d e f g h i j k l');
    await stage.run(answerId);
    expect(speech.requests.map(({ durationMs, times }) => [durationMs, times])).toEqual([
      [10_500, false],
      [15_500, false],
    ]);
    expect((await transcript(answerId)).segments).toMatchObject([
      { startMs: 4_750, endMs: 15_250 },
      { startMs: 29_750, endMs: 45_250 },
    ]);
  });

  it('is nothing where nobody spoke, and nobody is paid', async () => {
    const answerId = await pausing(await interview());
    await owner.query(
      `UPDATE screening.recording r SET silences = '[{"startMs":0,"endMs":60000}]', voiced_ms = 0
       FROM screening.answer a WHERE a.chosen_take_id = r.take_id AND a.id = $1`,
      [answerId],
    );
    await stage.run(answerId);
    expect(await transcript(answerId)).toMatchObject({ engine: 'openai', text: '', segments: [] });
    expect(await calls(answerId)).toEqual([]);
  });

  it('is asked what it can do once, also after a restart', async () => {
    const interviewId = await interview();
    await stage.run(await spoken(interviewId, 'first'));
    await stageWith(speech).run(await spoken(interviewId, 'second'));
    expect(speech.probes).toBe(1);
  });

  it('is paid for part by part: what was heard before a fault is not heard again', async () => {
    speech.ability = { times: false };
    const answerId = await pausing(await interview());
    const transcribe = speech.transcribe.bind(speech);
    let asked = 0;
    speech.transcribe = (request) =>
      ++asked === 2 ? Promise.reject(new EngineUnavailable('The engine')) : transcribe(request);
    await expect(stage.run(answerId)).rejects.toMatchObject({ code: 'engine-unavailable' });
    await stage.run(answerId);
    expect(asked).toBe(3);
    expect((await transcript(answerId)).segments).toHaveLength(2);
  });
});

describe('run again', () => {
  it('a finished step does nothing', async () => {
    const answerId = await spoken(await interview());
    await stage.run(answerId);
    const first = await transcript(answerId);
    speech.says('Something else.');
    await stage.run(answerId);
    expect(await transcript(answerId)).toEqual(first);
    expect(speech.requests).toHaveLength(1);
  });

  it('after a kill between receiving and writing, the answer received is used and not paid again', async () => {
    const answerId = await spoken(await interview());
    // The first transaction keeps the answer; the second would write the transcript.
    let transactions = 0;
    const cut: Database<'worker'> = Object.create(database, {
      inTransaction: {
        value: (work: Parameters<typeof database.inTransaction>[0]) =>
          ++transactions === 2 ? Promise.reject(new Error('killed here')) : database.inTransaction(work),
      },
    });
    const paid = new PaidCalls(cut, 'one key', clock, new SeededChance());
    const cutStage = new TranscribeStage(cut, recogniserWith(speech, paid), clock);
    await expect(cutStage.run(answerId)).rejects.toThrow('killed here');
    expect(await kept(answerId)).toBe(1);

    await stageWith(speech, 'one key').run(answerId);
    expect(await transcript(answerId)).toMatchObject({ engine: 'openai' });
    expect(speech.requests).toHaveLength(1);
    expect(await calls(answerId)).toMatchObject([{ status: 'received', asked: 1 }]);
    expect(await kept(answerId)).toBe(0);
  });

  it('a call that failed is made again and counted', async () => {
    const answerId = await spoken(await interview());
    speech.fail(new EngineUnavailable('The engine', { waitMs: 5_000 }));
    await expect(stage.run(answerId)).rejects.toMatchObject({ code: 'engine-unavailable', waitMs: 5_000 });
    expect(await calls(answerId)).toMatchObject([{ status: 'failed', asked: 1 }]);
    await stage.run(answerId);
    expect(await calls(answerId)).toMatchObject([{ status: 'received', asked: 2 }]);
  });

  it('two answers with the same sound are two calls', async () => {
    const interviewId = await interview();
    const first = await preparedAnswer(owner, interviewId, 'first');
    const second = await preparedAnswer(owner, interviewId, 'second', first.audioKey);
    storage.put(first.audioKey, new TextEncoder().encode('the same words'));
    await stage.run(first.answerId);
    await stage.run(second.answerId);
    expect(await calls(first.answerId)).toMatchObject([{ asked: 1 }]);
    expect(await calls(second.answerId)).toMatchObject([{ asked: 1 }]);
  });
});

describe('the last transcript of an interview', () => {
  it('makes the summary due, once, even when two end at the same moment', async () => {
    const interviewId = await interview();
    const answers = [await spoken(interviewId, 'first'), await spoken(interviewId, 'second')];
    await stage.run(answers[0] ?? '');
    expect(await summariseSteps(interviewId)).toEqual([]);
    await stage.run(answers[1] ?? '');
    expect(await summariseSteps(interviewId)).toEqual([{ status: 'due' }]);

    const other = await interview();
    const both = [await spoken(other, 'first'), await spoken(other, 'second')];
    await Promise.all(both.map((answerId) => stage.run(answerId)));
    expect(await summariseSteps(other)).toEqual([{ status: 'due' }]);
  });
});

describe('given up', () => {
  it('an answer goes on without a transcript, and the interview with it', async () => {
    const interviewId = await interview();
    const answerId = await spoken(interviewId);
    await stage.giveUp(answerId);
    await stage.giveUp(answerId);
    expect(await transcript(answerId)).toMatchObject({ engine: 'none', text: '', reasons: ['given-up'] });
    expect(await summariseSteps(interviewId)).toEqual([{ status: 'due' }]);
  });

  it('and run once more by a person, it gets its transcript after all', async () => {
    const interviewId = await interview();
    const answerId = await spoken(interviewId);
    await stage.giveUp(answerId);
    await stage.run(answerId);
    expect(await transcript(answerId)).toMatchObject({ engine: 'openai', reasons: [] });
    expect(await summariseSteps(interviewId)).toHaveLength(1);
  });

  it('never loses a transcript that is there', async () => {
    const answerId = await spoken(await interview());
    await stage.run(answerId);
    await stage.giveUp(answerId);
    expect(await transcript(answerId)).toMatchObject({ engine: 'openai' });
  });
});

import { PaidCalls, type Database } from '@evenhand/adapters/database';
import { EngineUnavailable } from '@evenhand/domain';
import { FakeSpeech, SeededChance } from '@evenhand/domain/testing';
import type pg from 'pg';
import {
  captionsFor,
  preparedAnswer,
  uploadedAnswer,
  writtenAnswer,
} from '../../../../tests/support/answer-rows';
import { TranscribeStage } from './transcribe.stage';
import { transcribeScene, type TranscribeScene } from './transcribe-scene.fake';

let owner: pg.Client;
let database: Database<'worker'>;
let scene: TranscribeScene;
let speech: FakeSpeech;
let stage: TranscribeStage;

beforeAll(async () => {
  scene = await transcribeScene();
  ({ owner, database } = scene);
});
afterAll(() => scene.close());
beforeEach(() => {
  speech = new FakeSpeech();
  stage = scene.stageWith(speech);
});

const interview = (choices?: { transcription?: boolean }) => scene.interview(choices);
const spoken = (interviewId: string, question?: string) => scene.spoken(interviewId, question);
const transcript = (answerId: string) => scene.transcript(answerId);
const calls = (answerId: string) => scene.calls(answerId);
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
    const paid = new PaidCalls(cut, 'one key', scene.clock, new SeededChance());
    const cutStage = new TranscribeStage(cut, scene.recogniserWith(speech, paid), scene.clock);
    await expect(cutStage.run(answerId)).rejects.toThrow('killed here');
    expect(await kept(answerId)).toBe(1);

    await scene.stageWith(speech, 'one key').run(answerId);
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
    scene.storage.put(first.audioKey, new TextEncoder().encode('the same words'));
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

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';

import { openDatabase, type Database } from '@evenhand/adapters/database';
import { failed, MediaToolFailed, TruncatedBeyondUse } from '@evenhand/domain';
import { FakeMediaEngine, fakeRecording, MemoryStorage, StillClock } from '@evenhand/domain/testing';
import pg from 'pg';
import { captionsFor, uploadedAnswer } from '../../../../tests/support/answer-rows';
import { openRequisition, submittedInterview } from '../../../../tests/support/screening-rows';
import { PrepareStage } from './prepare.stage';

let owner: pg.Client;
let database: Database<'worker'>;
let storage: MemoryStorage;
let engine: FakeMediaEngine;
let stage: PrepareStage;
const clock = new StillClock();

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
  storage = new MemoryStorage();
  engine = new FakeMediaEngine();
  stage = new PrepareStage(database, storage, engine, clock);
});

const encoder = new TextEncoder();

/** A stored take of an interview that is still being answered, or submitted. */
async function storedTake(bytes: Uint8Array, status: 'in_progress' | 'submitted' = 'in_progress') {
  const requisition = await openRequisition(owner, { recruiter: [], reviewer: [], hiring_manager: [] });
  const { interviewId } = await submittedInterview(owner, requisition);
  await owner.query('UPDATE screening.interview SET status = $2::screening.interview_status WHERE id = $1', [
    interviewId,
    status,
  ]);
  const upload = {
    key: `uploads/${randomUUID()}`,
    type: 'video/webm',
    bytes: bytes.length,
    sha256: 'f'.repeat(64),
  };
  storage.put(upload.key, bytes);
  return { ...(await uploadedAnswer(owner, interviewId, 'first', upload)), upload: upload.key.slice(8) };
}

const takeRow = (takeId: string) =>
  database.take.findUniqueOrThrow({ where: { id: takeId }, include: { recording: true } });
const transcriptions = (answerId: string) =>
  database.step.findMany({
    where: { subject: answerId, stage: 'transcribe' },
    select: { status: true, dueAt: true },
  });

it('makes a take playable and says what was heard in it', async () => {
  const { takeId, answerId, upload } = await storedTake(fakeRecording({ durationMs: 4000 }));
  expect(await stage.run(takeId)).toEqual({ kind: 'done' });
  expect(await takeRow(takeId)).toMatchObject({
    status: 'prepared',
    recording: {
      mediaKey: `media/${upload}.webm`,
      mediaType: 'video/webm',
      audioKey: `audio/${upload}.flac`,
      posterKey: `posters/${upload}.jpg`,
      durationMs: 4000,
      voicedMs: 4000,
      silences: [],
      flags: [],
      peaks: { version: 2, bits: 8, channels: 1 },
    },
  });
  expect(storage.keys()).toEqual([
    `audio/${upload}.flac`,
    `media/${upload}.webm`,
    `posters/${upload}.jpg`,
    `uploads/${upload}`,
  ]);
  // Nothing is transcribed before the candidate submits.
  expect(await transcriptions(answerId)).toEqual([]);
});

it('has no poster for a voice, no loudness for silence, and says that it was silent', async () => {
  const { takeId } = await storedTake(fakeRecording({ picture: false, speaks: false, durationMs: 2000 }));
  await stage.run(takeId);
  expect((await takeRow(takeId)).recording).toMatchObject({
    posterKey: null,
    loudness: null,
    flags: ['silent'],
    silences: [{ startMs: 0, endMs: 2000 }],
  });
});

it('does nothing for a take that is prepared, discarded or unknown', async () => {
  const { takeId } = await storedTake(fakeRecording());
  await stage.run(takeId);
  const first = await takeRow(takeId);
  clock.pass(1000);
  expect(await stage.run(takeId)).toEqual({ kind: 'done' });
  expect(await takeRow(takeId)).toEqual(first);

  const discarded = await storedTake(fakeRecording());
  await owner.query(`UPDATE screening.take SET status = 'discarded' WHERE id = $1`, [discarded.takeId]);
  await stage.run(discarded.takeId);
  expect((await takeRow(discarded.takeId)).recording).toBeNull();
  expect(await stage.run(randomUUID())).toEqual({ kind: 'done' });
});

it('leaves nothing of a take that is discarded while it is being prepared', async () => {
  const { takeId, upload } = await storedTake(fakeRecording());
  const prepare = engine.prepare.bind(engine);
  engine.prepare = async (...args) => {
    await owner.query(`UPDATE screening.take SET status = 'discarded' WHERE id = $1`, [takeId]);
    return prepare(...args);
  };
  expect(await stage.run(takeId)).toEqual({ kind: 'done' });
  expect((await takeRow(takeId)).recording).toBeNull();
  expect(storage.keys()).toEqual([`uploads/${upload}`]);
});

it('refuses what is no recording, gives the take back, and prepares it when it is run again after all', async () => {
  const { takeId, upload } = await storedTake(encoder.encode('ffconcat version 1.0\nfile other\n'));
  expect(await stage.run(takeId)).toEqual(failed('not-a-recording', false));
  expect(await takeRow(takeId)).toMatchObject({
    status: 'refused',
    refusalCode: 'not-a-recording',
    counted: false,
    recording: null,
  });
  storage.put(`uploads/${upload}`, fakeRecording());
  expect(await stage.run(takeId)).toEqual({ kind: 'done' });
  expect(await takeRow(takeId)).toMatchObject({ status: 'prepared', refusalCode: null });
});

it('leaves a take alone when the fault is ours, so that it can be tried again', async () => {
  const { takeId } = await storedTake(fakeRecording());
  engine.failures.push(new MediaToolFailed('killed'));
  await expect(stage.run(takeId)).rejects.toMatchObject({ code: 'media-tool-failed', retryable: true });
  expect(await takeRow(takeId)).toMatchObject({ status: 'stored', refusalCode: null, counted: true });
  await stage.run(takeId);
  expect((await takeRow(takeId)).status).toBe('prepared');
});

it.each([
  ['media-timeout', 'refused', false],
  ['worker-lost', 'refused', false],
  ['media-tool-missing', 'stored', true],
  ['storage-unavailable', 'stored', true],
])(
  'gives the take back when the last attempt ends in %s and the file may be why',
  async (code, status, counted) => {
    const { takeId } = await storedTake(fakeRecording());
    await stage.giveUp(takeId, code);
    expect(await takeRow(takeId)).toMatchObject({ status, counted });
    // A person may still have it run again.
    await stage.run(takeId);
    expect((await takeRow(takeId)).status).toBe('prepared');
  },
);

it('keeps what the media tool said for the log', async () => {
  const { takeId } = await storedTake(fakeRecording());
  engine.failures.push(new TruncatedBeyondUse({ complaint: '[matroska] File ended prematurely' }));
  expect(await stage.run(takeId)).toEqual(
    failed('truncated-beyond-use', false, { complaint: '[matroska] File ended prematurely' }),
  );
});

it('clears its working folder away, however it ends', async () => {
  const prepare = engine.prepare.bind(engine);
  const folders: string[] = [];
  engine.prepare = (path, folder, limits) => {
    folders.push(folder);
    return prepare(path, folder, limits);
  };
  await stage.run((await storedTake(fakeRecording())).takeId);
  await stage.run((await storedTake(encoder.encode('text'))).takeId);
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
});

describe('after submission', () => {
  it('has the chosen take transcribed, once', async () => {
    const { takeId, answerId } = await storedTake(fakeRecording(), 'submitted');
    await captionsFor(owner, answerId, 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n');
    await stage.run(takeId);
    await stage.giveUp(takeId, 'media-timeout');
    expect(await transcriptions(answerId)).toEqual([{ status: 'due', dueAt: new Date(clock.now()) }]);
  });

  it('lets the answer go on when its recording can never be prepared', async () => {
    const { takeId, answerId } = await storedTake(encoder.encode('text'), 'submitted');
    await stage.run(takeId);
    expect(await transcriptions(answerId)).toEqual([]);
    await stage.giveUp(takeId, 'not-a-recording');
    expect(await transcriptions(answerId)).toHaveLength(1);
  });

  it('leaves a take that was not chosen untranscribed', async () => {
    const { takeId, answerId } = await storedTake(fakeRecording(), 'submitted');
    await owner.query('UPDATE screening.answer SET chosen_take_id = NULL WHERE id = $1', [answerId]);
    await stage.run(takeId);
    expect(await transcriptions(answerId)).toEqual([]);
  });
});

import { EngineUnavailable } from '@evenhand/domain';
import { FakeSpeech } from '@evenhand/domain/testing';
import type pg from 'pg';
import type { TranscribeStage } from './transcribe.stage';
import { transcribeScene, type TranscribeScene } from './transcribe-scene.fake';

let owner: pg.Client;
let scene: TranscribeScene;
let speech: FakeSpeech;
let stage: TranscribeStage;

beforeAll(async () => {
  scene = await transcribeScene();
  ({ owner } = scene);
});
afterAll(() => scene.close());
beforeEach(() => {
  speech = new FakeSpeech();
  stage = scene.stageWith(speech);
});

describe('what an engine hears', () => {
  /** A minute: somebody speaks from 5 s to 15 s and from 30 s to 45 s. */
  const pausing = async (interviewId: string): Promise<string> => {
    const answerId = await scene.spoken(interviewId);
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
    const answerId = await pausing(await scene.interview());
    speech.says(oneWordASecond);
    await stage.run(answerId);
    expect(speech.requests).toHaveLength(1);
    expect(speech.requests[0]).toMatchObject({ durationMs: 26_000, times: true });
    const { sound } = speech.requests[0] ?? {};
    expect([sound?.mediaType, sound?.bytes.length]).toEqual(['audio/wav', 44 + 26_000 * 32]);
    const { segments, reasons } = await scene.transcript(answerId);
    expect(segments).toMatchObject([{ startMs: 4_750, endMs: 45_250 }]);
    expect(reasons).toEqual([]);
    expect(await scene.calls(answerId)).toMatchObject([{ audio_seconds: 26 }]);
  });

  it('comes in short parts where the engine tells no times', async () => {
    speech.ability = { times: false };
    const answerId = await pausing(await scene.interview());
    speech.says('a b c d e f g h i j k l');
    await stage.run(answerId);
    expect(speech.requests.map(({ durationMs, times }) => [durationMs, times])).toEqual([
      [10_500, false],
      [15_500, false],
    ]);
    expect((await scene.transcript(answerId)).segments).toMatchObject([
      { startMs: 4_750, endMs: 15_250 },
      { startMs: 29_750, endMs: 45_250 },
    ]);
  });

  it('is nothing where nobody spoke, and nobody is paid', async () => {
    const answerId = await pausing(await scene.interview());
    await owner.query(
      `UPDATE screening.recording r SET silences = '[{"startMs":0,"endMs":60000}]', voiced_ms = 0
       FROM screening.answer a WHERE a.chosen_take_id = r.take_id AND a.id = $1`,
      [answerId],
    );
    await stage.run(answerId);
    expect(await scene.transcript(answerId)).toMatchObject({ engine: 'openai', text: '', segments: [] });
    expect(await scene.calls(answerId)).toEqual([]);
  });

  it('is asked what it can do once, also after a restart', async () => {
    const interviewId = await scene.interview();
    await stage.run(await scene.spoken(interviewId, 'first'));
    await scene.stageWith(speech).run(await scene.spoken(interviewId, 'second'));
    expect(speech.probes).toBe(1);
  });

  it('is paid for part by part: what was heard before a fault is not heard again', async () => {
    speech.ability = { times: false };
    const answerId = await pausing(await scene.interview());
    const transcribe = speech.transcribe.bind(speech);
    let asked = 0;
    speech.transcribe = (request) =>
      ++asked === 2 ? Promise.reject(new EngineUnavailable('The engine')) : transcribe(request);
    await expect(stage.run(answerId)).rejects.toMatchObject({ code: 'engine-unavailable' });
    await stage.run(answerId);
    expect(asked).toBe(3);
    expect((await scene.transcript(answerId)).segments).toHaveLength(2);
  });
});

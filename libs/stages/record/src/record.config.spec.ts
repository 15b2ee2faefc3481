import { readSettings } from '@evenhand/platform';
import { RecordRules } from './record.config';

const enginesWith = (environment: Record<string, string>): RecordRules['engines'] =>
  new RecordRules(readSettings(environment)).engines;

describe('what candidates are told of engines', () => {
  it('is that there are some, also to a process that may not know their key', () => {
    const models = { SPEECH_MODEL: 'a-recogniser', SUMMARY_MODEL: 'a-model' };
    expect(enginesWith(models)).toEqual({ transcription: true, aiAssessment: true });
    expect(enginesWith({ ...models, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' })).toEqual({
      transcription: true,
      aiAssessment: true,
    });
  });

  it('is that there are none where none is set, or transcription is switched off', () => {
    expect(enginesWith({ OPENAI_API_KEY: 'key' })).toEqual({ transcription: false, aiAssessment: false });
    expect(enginesWith({ SPEECH_MODEL: 'a-recogniser', SPEECH_ENGINE: 'none' }).transcription).toBe(false);
  });
});

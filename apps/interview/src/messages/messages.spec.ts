import type { RecorderState } from '../app/recorder/recorder.machine';
import { en } from './en';
import { es } from './es';

/** Every text by its path; functions are called with an example. */
function textsOf(messages: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]: [string, unknown]): [string, string][] => {
      const here = path === '' ? key : `${path}.${key}`;
      if (typeof value === 'string') return [[here, value]];
      if (typeof value === 'function') return [[here, String(Reflect.apply(value, null, [2, 3]))]];
      return typeof value === 'object' && value !== null ? [...textsOf(value, here)] : [];
    }),
  );
}

const english = textsOf(en);

it('reaches every text', () => {
  expect(english.size).toBeGreaterThan(200);
});

describe.each([
  ['English', textsOf(en)],
  ['Spanish', textsOf(es)],
])('%s', (_name, texts) => {
  it('says something under every key', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('has no exclamation marks and no unfilled places', () => {
    expect([...texts].filter(([, text]) => /[!¡]|undefined|\bTODO\b|\$\{/.test(text))).toEqual([]);
  });
});

it('says in Spanish everything that is said in English, and in Spanish', () => {
  const spanish = textsOf(es);
  expect([...spanish.keys()]).toEqual(expect.arrayContaining([...english.keys()]));
  const same = [...english].filter(([key, text]) => spanish.get(key) === text).map(([key]) => key);
  expect(same).toEqual(['frame.kind.audio', 'status.recorded']);
});

it('has a sentence for every state of the recorder', () => {
  const states: Record<RecorderState['at'], true> = {
    idle: true,
    checking: true,
    ready: true,
    preparing: true,
    countdown: true,
    recording: true,
    paused: true,
    finishing: true,
    reviewing: true,
    uploading: true,
    stored: true,
    interrupted: true,
  };
  for (const { recorder } of [en, es]) {
    expect(Object.keys(recorder.states).sort()).toEqual(Object.keys(states).sort());
    const sentences = Object.values(recorder.states);
    expect(sentences.filter((sentence) => !/^\p{Lu}.*\.$/u.test(sentence))).toEqual([]);
    expect(new Set(sentences).size).toBe(sentences.length);
  }
});

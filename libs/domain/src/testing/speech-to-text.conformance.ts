import type { SpeechToText } from '../speech/speech-to-text.port';
import type { Trouble } from '../trouble/trouble.errors';

/** A recogniser to be tried: `says` and `fails` decide what the next request brings. */
export interface TriedSpeech {
  readonly speech: SpeechToText;
  says(text: string): void;
  fails(how: 'overloaded' | 'away'): void;
}

/** What every SpeechToText with an engine does. */
export function speechConformance(name: string, open: () => Promise<TriedSpeech>): void {
  describe(`${name} as SpeechToText`, () => {
    let tried: TriedSpeech;
    const sound = {
      bytes: new TextEncoder().encode('fLaC and some sound'),
      mediaType: 'audio/flac' as const,
    };
    const request = { sound, durationMs: 6_000, language: 'en-GB', times: true };

    beforeEach(async () => {
      tried = await open();
    });

    it('says what runs', () => {
      const engine = tried.speech.engine();
      expect(engine?.name).toMatch(/./);
      expect(engine?.model).toMatch(/./);
      expect(engine?.host).toMatch(/./);
    });

    it('finds out what it can do', async () => {
      expect(typeof (await tried.speech.probe(sound)).times).toBe('boolean');
    });

    it('gives text, and segments in order within the recording', async () => {
      tried.says('First I listened. Then I asked.');
      const { text, segments, engine, model } = await tried.speech.transcribe(request);
      expect(text).toBe('First I listened. Then I asked.');
      expect(segments.map((segment) => segment.text).join(' ')).toBe(text);
      for (const [index, { startMs, endMs }] of segments.entries()) {
        expect(startMs).toBeGreaterThanOrEqual(segments[index - 1]?.endMs ?? 0);
        expect(endMs).toBeGreaterThan(startMs);
        expect(endMs).toBeLessThanOrEqual(request.durationMs);
      }
      expect([engine, model]).toEqual([tried.speech.engine()?.name, tried.speech.engine()?.model]);
    });

    it('gives no segments when nothing was said', async () => {
      tried.says('');
      const { text, segments } = await tried.speech.transcribe(request);
      expect([text, segments]).toEqual(['', []]);
    });

    it.each(['overloaded', 'away'] as const)('raises a retryable trouble while it is %s', async (how) => {
      tried.fails(how);
      await expect(tried.speech.transcribe(request)).rejects.toMatchObject({
        code: 'engine-unavailable',
        retryable: true,
      } satisfies Partial<Trouble>);
    });
  });
}

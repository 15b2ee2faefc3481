import { isUnreliable, type HeardTranscript } from './reliability';

const heard = (change: Partial<HeardTranscript> = {}): HeardTranscript => ({
  text: 'I asked what had happened and then I solved it.',
  language: 'en',
  segments: [{ startMs: 0, endMs: 4_000, text: '', confidence: 0.8 }],
  voicedMs: 4_000,
  compressionRatio: 1.1,
  ...change,
});

describe('a transcript', () => {
  it('can be relied on at ordinary speed and confidence', () => {
    expect(isUnreliable(heard())).toBe(false);
    expect(isUnreliable(heard({ segments: [] }))).toBe(false);
  });

  it.each([
    ['the recogniser doubts it', { segments: [{ startMs: 0, endMs: 4_000, text: '', confidence: 0.3 }] }],
    ['it goes round in circles', { compressionRatio: 3 }],
    ['nobody can have spoken that fast', { voicedMs: 1_000 }],
    ['almost nothing was understood', { voicedMs: 60_000 }],
    ['nobody spoke', { voicedMs: 0 }],
  ])('is unreliable when %s', (_, change) => {
    expect(isUnreliable(heard(change))).toBe(true);
  });

  it('weighs confidence by time', () => {
    const segments = [
      { startMs: 0, endMs: 3_900, text: '', confidence: 0.9 },
      { startMs: 3_900, endMs: 4_000, text: '', confidence: 0.1 },
    ];
    expect(isUnreliable(heard({ segments }))).toBe(false);
  });

  it('counts words where no spaces part them', () => {
    expect(
      isUnreliable(
        heard({ text: '私はまず何が起きたのかをお客様に尋ねました', language: 'ja', voicedMs: 5_000 }),
      ),
    ).toBe(false);
  });

  it('without words is silence, not doubt', () => {
    expect(isUnreliable(heard({ text: ' ', voicedMs: 0 }))).toBe(false);
  });
});

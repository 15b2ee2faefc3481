import fc from 'fast-check';
import { captionsOf, parseCaptions } from './captions';

describe('captions', () => {
  it('are read from WebVTT, without notes, styles, settings and markup', () => {
    const vtt = `WEBVTT - made by hand\n\nSTYLE\n::cue { color: red }\n\nNOTE 00:00:01.000 is early\n\nfirst\n00:01.000 --> 00:02.500 align:start\n<v Robin>Good <b>morning</b>,\nRobin &amp; all.\n\n01:00:00.000 --> 01:00:01.000\nAn hour later.\n`;
    expect(parseCaptions(vtt)).toEqual([
      { startMs: 1_000, endMs: 2_500, text: 'Good morning, Robin & all.' },
      { startMs: 3_600_000, endMs: 3_601_000, text: 'An hour later.' },
    ]);
  });

  it('are read from SubRip, whatever the ends of its lines', () => {
    const srt =
      '\uFEFF1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}Hello.\r\n\r\n2\r\n00:00:02,000 --> 00:00:04,250\r\n<i>Bye.</i>\r\n';
    expect(parseCaptions(srt)).toEqual([
      { startMs: 1_000, endMs: 2_000, text: 'Hello.' },
      { startMs: 2_000, endMs: 4_250, text: 'Bye.' },
    ]);
  });

  it.each([
    '',
    'WEBVTT',
    'just text',
    '00:02.000 --> 00:01.000\nbackwards',
    '1\n2\n00:01.000 --> 00:02.000\nodd',
  ])('are unreadable without a cue: %j', (text) => {
    expect(parseCaptions(text)).toBeNull();
  });

  it('come back as they were written', () => {
    const words = fc.stringMatching(/^[^\s\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff]{1,12}$/u);
    const segment = fc
      .tuple(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 60_000 }),
        fc.array(words, { minLength: 1 }),
      )
      .map(([startMs, length, said]) => ({ startMs, endMs: startMs + length, text: said.join(' ') }));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 20 }), (segments) => {
        const inOrder = [...segments].sort((a, b) => a.startMs - b.startMs);
        expect(parseCaptions(captionsOf(inOrder) ?? '')).toEqual(inOrder);
      }),
    );
  });

  it('are none when nothing was said', () => {
    expect(captionsOf([])).toBeNull();
    expect(captionsOf([{ startMs: 0, endMs: 1, text: '  ' }])).toBeNull();
  });
});

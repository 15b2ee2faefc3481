import fc from 'fast-check';
import type { TranscriptSegment } from '../speech/speech-to-text.port';
import { captionsOf, parseCaptions } from './captions';
import { CaptionsInvalid } from './captions.errors';

const faultsOf = (text: string, format: 'vtt' | 'srt' = 'vtt'): string[] => {
  try {
    parseCaptions(text, format);
  } catch (error) {
    if (error instanceof CaptionsInvalid)
      return error.faults.map(({ line, message }) => `${line}: ${message}`);
    throw error;
  }
  return [];
};

describe('parseCaptions', () => {
  it('reads WebVTT and leaves out notes, styles, regions, names, positions and mark-up', () => {
    const file = [
      '\uFEFFWEBVTT - an interview',
      'Kind: captions',
      '',
      'STYLE',
      '::cue { color: red }',
      '',
      'NOTE made by hand',
      '',
      'first',
      '00:01.000 --> 00:04.250 align:start position:0%',
      '<v Robin>Never drink <i>liquid</i> nitrogen &amp; acid.',
      '- &lt;laughs&gt;',
      '',
      '01:00:05.000 --> 01:00:06.000',
      'Done.',
    ].join('\r\n');
    expect(parseCaptions(file, 'vtt')).toEqual([
      { startMs: 1000, endMs: 4250, text: 'Never drink liquid nitrogen & acid. - <laughs>' },
      { startMs: 3_605_000, endMs: 3_606_000, text: 'Done.' },
    ]);
  });

  it('reads SubRip with commas, points and mark-up', () => {
    const file =
      '1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<b>Hello</b> & welcome\n\n2\n0:00:03.000 --> 0:00:04.000\nBye &amp; thanks\n\n';
    expect(parseCaptions(file, 'srt')).toEqual([
      { startMs: 1000, endMs: 2500, text: 'Hello & welcome' },
      { startMs: 3000, endMs: 4000, text: 'Bye &amp; thanks' },
    ]);
  });

  it.each([
    ['', 'vtt', '1: A WebVTT file begins with the line WEBVTT.'],
    ['1\n00:00:01,000 --> 00:00:02,000\nHi', 'vtt', '1: A WebVTT file begins with the line WEBVTT.'],
    ['WEBVTTX\n\n00:01.000 --> 00:02.000\nHi', 'vtt', '1: A WebVTT file begins with the line WEBVTT.'],
    ['WEBVTT\n00:01.000 --> 00:02.000\nHi', 'vtt', '2: Leave an empty line after WEBVTT.'],
    ['WEBVTT\n\n', 'vtt', '1: There are no captions in it.'],
    ['', 'srt', '1: There are no captions in it.'],
    [
      'WEBVTT\n\n00:01,000 --> 00:02,000\nHi',
      'vtt',
      '3: Write the times like this: 00:01.000 --> 00:04.000.',
    ],
    ['1\n00:01.000 --> 00:02.000\nHi', 'srt', '2: Write the times like this: 00:00:01,000 --> 00:00:04,000.'],
    ['WEBVTT\n\n00:02.000 --> 00:02.000\nHi', 'vtt', '3: A caption must end after it starts.'],
    ['WEBVTT\n\n00:61.000 --> 01:02.000\nHi', 'vtt', '3: Minutes and seconds go up to 59.'],
    ['WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>', 'vtt', '3: This caption has no text.'],
    ['WEBVTT\n\njust words', 'vtt', '3: A caption needs its times, for example 00:01.000 --> 00:04.000.'],
    [
      'WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB',
      'vtt',
      '5: Leave an empty line between two captions.',
    ],
    [
      'WEBVTT\n\n00:05.000 --> 00:06.000\nB\n\n00:01.000 --> 00:02.000\nA',
      'vtt',
      '6: This caption starts before the one above it.',
    ],
  ] as const)('names the line of what is wrong in %j (%s)', (file, format, fault) => {
    expect(faultsOf(file, format)).toEqual([fault]);
  });

  it('names every fault, in the order of the file, up to a bound', () => {
    expect(faultsOf('WEBVTT\n\nbad\n\n00:01.000 --> 00:00.000\nx')).toHaveLength(2);
    expect(faultsOf(`WEBVTT\n\n${'bad\n\n'.repeat(100)}`)).toHaveLength(20);
  });

  it('refuses a file with far too many captions', () => {
    const file = `WEBVTT\n\n${'00:01.000 --> 00:02.000\nx\n\n'.repeat(5001)}`;
    expect(faultsOf(file)).toEqual(['15003: There are more than 5000 captions.']);
  });

  it('gives back the same cues after they were written as WebVTT', () => {
    const word = fc
      .stringMatching(/^[A-Za-z<>&;\\{}ñ¿-][A-Za-z <>&;\\{}ñ¿]*[A-Za-z<>&;]$/)
      .filter((text) => !text.includes('-->'));
    const cues = fc
      .array(fc.record({ at: fc.nat(360_000), lasts: fc.integer({ min: 1, max: 60_000 }), text: word }), {
        minLength: 1,
      })
      .map((list): TranscriptSegment[] =>
        list
          .sort((a, b) => a.at - b.at)
          .map(({ at, lasts, text }) => ({
            startMs: at,
            endMs: at + lasts,
            text: text.trim().replace(/\s+/g, ' '),
          })),
      );
    fc.assert(
      fc.property(cues, (list) => expect(parseCaptions(captionsOf(list) ?? '', 'vtt')).toEqual(list)),
    );
  });

  it('never breaks in another way, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('vtt', 'srt'),
        (noise, format) => {
          try {
            parseCaptions(`WEBVTT\n\n00:01.000 --> 00:02.000\n${noise}`, format);
          } catch (error) {
            expect(error).toBeInstanceOf(CaptionsInvalid);
          }
        },
      ),
    );
  });
});

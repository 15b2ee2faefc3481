import fc from 'fast-check';

import { admitRecording } from './admission';
import { allowedCodecs, containers, playbackKind } from './container';
import { defaultMediaLimits } from './media-limits';
import { MediaTrouble } from './media.errors';
import type { InspectedRecording, InspectedStream } from './recording';

const picture: InspectedStream = { kind: 'picture', codec: 'vp8', width: 1280, height: 720 };
const sound: InspectedStream = { kind: 'sound', codec: 'opus', sampleRate: 48_000, channels: 1 };
const beside: InspectedStream = { kind: 'beside', codec: 'bin_data' };
const recording = (changes: Partial<InspectedRecording> = {}): InspectedRecording => ({
  container: 'webm',
  bytes: 1_000_000,
  declaredMs: null,
  streams: [picture, sound],
  ...changes,
});
const codeOf = (inspected: InspectedRecording): string => {
  try {
    admitRecording(inspected, defaultMediaLimits);
    return 'admitted';
  } catch (error) {
    if (error instanceof MediaTrouble) return error.code;
    throw error;
  }
};

describe('admitRecording', () => {
  it('takes picture and sound, or sound alone', () => {
    expect(admitRecording(recording(), defaultMediaLimits)).toMatchObject({ picture, sound });
    expect(admitRecording(recording({ streams: [sound] }), defaultMediaLimits).picture).toBeNull();
  });

  it('leaves out what telephones write beside the picture', () => {
    expect(codeOf(recording({ streams: [beside, picture, sound, beside] }))).toBe('admitted');
  });

  it.each<[string, Partial<InspectedRecording>]>([
    ['too-large', { bytes: defaultMediaLimits.bytes + 1 }],
    ['too-long', { declaredMs: defaultMediaLimits.durationMs + 1 }],
    ['no-audio', { streams: [picture] }],
    ['too-many-streams', { streams: [picture, sound, sound] }],
    ['too-many-streams', { streams: [picture, picture, sound] }],
    ['too-many-streams', { streams: [sound, { kind: 'attachment', codec: 'ttf' }] }],
    ['too-many-streams', { streams: [sound, ...Array.from({ length: 8 }, () => beside)] }],
    ['unsupported-codec', { streams: [{ ...picture, codec: 'theora' }, sound] }],
    ['unsupported-codec', { streams: [{ ...sound, codec: 'mp3' }] }],
    ['unsupported-codec', { container: 'mp4', streams: [{ ...sound, codec: 'pcm_s16le' }] }],
    ['dimensions-too-large', { streams: [{ ...picture, width: 1921, height: 10 }, sound] }],
  ])('refuses with %s', (code, changes) => {
    expect(codeOf(recording(changes))).toBe(code);
  });

  it('says in every refusal what happened and that the take is not lost', () => {
    expect(() => admitRecording(recording({ streams: [picture] }), defaultMediaLimits)).toThrow(
      'The recording has no sound track. Check that the microphone is allowed. Please record again; this does not use up a take.',
    );
  });

  it('has a way to play whatever it takes', () => {
    for (const container of containers) {
      for (const soundCodec of allowedCodecs[container].sound) {
        for (const pictureCodec of [null, ...allowedCodecs[container].picture]) {
          expect(playbackKind(pictureCodec, soundCodec).mediaType).toMatch(
            pictureCodec === null ? /^audio\// : /^video\//,
          );
        }
      }
    }
  });

  it('admits nothing over a limit, in whatever order the tracks come', () => {
    const streams = fc.shuffledSubarray([picture, sound, sound, picture, beside, beside]);
    fc.assert(
      fc.property(streams, fc.nat({ max: 4000 }), fc.nat({ max: 4000 }), (chosen, width, height) => {
        const sized = chosen.map((stream) =>
          stream.kind === 'picture' ? { ...stream, width, height } : stream,
        );
        const admitted = codeOf(recording({ streams: sized })) === 'admitted';
        const pictures = sized.filter(({ kind }) => kind === 'picture').length;
        const sounds = sized.filter(({ kind }) => kind === 'sound').length;
        const fits = pictures === 0 || Math.max(width, height) <= defaultMediaLimits.side;
        expect(admitted).toBe(sounds === 1 && pictures <= 1 && fits);
      }),
    );
  });
});

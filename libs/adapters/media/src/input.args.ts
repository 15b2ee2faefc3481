import type { Container, MediaLimits } from '@evenhand/domain';
import { allowedCodecs } from '@evenhand/domain';

/** The demuxer for each container. Always forced: a guessing ffmpeg takes a text that lists other files for a film. */
const DEMUXERS: Record<Container, string> = { webm: 'matroska', mp4: 'mov', ogg: 'ogg', wav: 'wav' };

/** Decoders that may answer for a codec; which of them exist depends on how ffmpeg was built. */
const DECODERS: Record<string, readonly string[]> = {
  vp8: ['vp8', 'libvpx'],
  vp9: ['vp9', 'libvpx-vp9'],
  av1: ['libdav1d', 'libaom-av1', 'av1'],
  h264: ['h264'],
  hevc: ['hevc'],
  opus: ['opus', 'libopus'],
  vorbis: ['vorbis', 'libvorbis'],
  aac: ['aac', 'libfdk_aac'],
};

/** Options before the input, for ffmpeg and ffprobe alike. */
export function inputArgs(container: Container, limits: Pick<MediaLimits, 'pixels'>): string[] {
  const { picture, sound } = allowedCodecs[container];
  const decoders = [...picture, ...sound].flatMap((codec) => DECODERS[codec] ?? [codec]);
  return [
    // No network, no concat:, no data:, and no other scheme that reads what we did not name.
    ...['-protocol_whitelist', 'file,pipe'],
    // Tracks we would refuse anyway must not reach a decoder while ffmpeg looks what they are.
    ...['-codec_whitelist', decoders.join(',')],
    // 114 kB of VP8 may declare 8192 × 8192: refused before the memory for one picture is asked for.
    ...(picture.length > 0 ? ['-max_pixels', String(limits.pixels)] : []),
    // QuickTime files may point at other files for their bytes. Off is the default; it stays off.
    ...(container === 'mp4' ? ['-enable_drefs', '0', '-use_absolute_path', '0'] : []),
    // Threads of a machine with many cores would use up the address space the guard allows, and gain nothing here.
    ...['-threads', '1'],
    ...['-f', DEMUXERS[container]],
  ];
}

/** An explicit scheme, so that no character in a path is taken for one. */
export const fileUrl = (path: string): string => `file:${path}`;

/** Wrappings of recordings that are opened. Their bytes say which it is; name and declared type say nothing. */
export const containers = ['webm', 'mp4', 'ogg', 'wav'] as const;
export type Container = (typeof containers)[number];

/**
 * Encodings that are taken, by container; everything else is refused. All of them play in current browsers, so that a
 * recording is wrapped anew for playback but never encoded anew.
 */
export const allowedCodecs: Readonly<
  Record<Container, { picture: readonly string[]; sound: readonly string[] }>
> = {
  // Chromium also writes H.264 into WebM, and Matroska files carry AAC.
  webm: { picture: ['vp8', 'vp9', 'av1', 'h264'], sound: ['opus', 'vorbis', 'aac'] },
  mp4: { picture: ['h264', 'hevc', 'av1', 'vp9'], sound: ['aac', 'opus'] },
  ogg: { picture: [], sound: ['opus', 'vorbis'] },
  wav: { picture: [], sound: ['pcm_s16le', 'pcm_s24le', 'pcm_f32le'] },
};

/** What people play: the container it is wrapped in, its file name ending and its content type. */
export interface PlaybackKind {
  readonly container: 'webm' | 'mp4' | 'wav';
  readonly extension: 'webm' | 'mp4' | 'm4a' | 'wav';
  readonly mediaType: string;
}

/** The wrapping in which browsers play these encodings. Codecs are expected to be allowed ones. */
export function playbackKind(pictureCodec: string | null, soundCodec: string): PlaybackKind {
  const family = pictureCodec === null ? 'audio' : 'video';
  if (soundCodec.startsWith('pcm_')) return { container: 'wav', extension: 'wav', mediaType: 'audio/wav' };
  const fitsWebm =
    soundCodec !== 'aac' && (pictureCodec === null || ['vp8', 'vp9', 'av1'].includes(pictureCodec));
  if (fitsWebm) return { container: 'webm', extension: 'webm', mediaType: `${family}/webm` };
  return { container: 'mp4', extension: family === 'audio' ? 'm4a' : 'mp4', mediaType: `${family}/mp4` };
}

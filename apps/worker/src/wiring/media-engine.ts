import { FfmpegMediaEngine } from '@evenhand/adapters/media';
import type { MediaEngine } from '@evenhand/domain';
import type { Settings } from '@evenhand/platform';

/** The media engine the settings ask for. */
export function mediaEngineOf(settings: Settings): MediaEngine {
  return new FfmpegMediaEngine({
    ffmpegPath: settings.FFMPEG_PATH,
    ffprobePath: settings.FFPROBE_PATH,
    production: settings.EVENHAND_MODE === 'operator',
    allowBundled: settings.ALLOW_BUNDLED_FFMPEG,
  });
}

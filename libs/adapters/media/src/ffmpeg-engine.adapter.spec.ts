import { describeMediaEngine } from '@evenhand/domain/testing';

import { FfmpegMediaEngine } from './ffmpeg-engine.adapter';
import { ClipMaker, PICTURE, SILENCE, SPEAKS } from './testing/clips';
import { builds } from './testing/builds';

describe.each(builds)('$name ffmpeg', ({ settings }) => {
  describeMediaEngine(
    'ffmpeg',
    () => new FfmpegMediaEngine(settings),
    async (folder) => {
      const clips = new ClipMaker(folder);
      const voices = ['-f', 'lavfi', '-i', SPEAKS, '-map', '0', '-map', '0', '-c', 'libopus', '-f', 'webm'];
      return {
        film: await clips.browserWebm('film'),
        voice: await clips.browserMp4('voice', SPEAKS, null),
        silence: await clips.browserWebm('silence', SILENCE),
        cutShort: await clips.cut(await clips.browserWebm('cut', SPEAKS, PICTURE), 0.7),
        twoVoices: await clips.make('two-voices', voices),
      };
    },
  );
});

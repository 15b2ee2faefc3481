import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describeMediaEngine } from './media-engine.conformance';
import type { FakeRecording } from './media-engine.fake';
import { FakeMediaEngine, fakeRecording } from './media-engine.fake';

describeMediaEngine(
  'The fake',
  () => new FakeMediaEngine(),
  async (folder) => {
    const write = async (name: string, recording: Partial<FakeRecording> = {}) => {
      const path = join(folder, name);
      await writeFile(path, fakeRecording({ durationMs: 2000, ...recording }));
      return path;
    };
    return {
      film: await write('film'),
      voice: await write('voice', { picture: false }),
      silence: await write('silence', { speaks: false }),
      cutShort: await write('cut-short', { cutShort: true }),
      twoVoices: await write('two-voices', { soundTracks: 2 }),
    };
  },
);

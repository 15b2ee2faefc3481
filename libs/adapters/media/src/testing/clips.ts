import { execFile } from 'node:child_process';
import { truncate, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import ffmpeg from '@ffmpeg-installer/ffmpeg';

const run = promisify(execFile);

/** Sound of somebody speaking from 0.5 s to 1.5 s of two seconds, as far as a level meter can tell. */
export const SPEAKS = "sine=f=300:r=48000:d=2,volume='if(between(t,0.5,1.5),2,0.001)':eval=frame";
export const SILENCE = 'anullsrc=r=48000:cl=mono,atrim=0:2';
export const PICTURE = 'testsrc=s=320x240:r=25:d=2';

const ENCODERS = {
  webm: [
    '-c:v',
    'libvpx',
    '-deadline',
    'realtime',
    '-b:v',
    '300k',
    '-g',
    '25',
    '-c:a',
    'libopus',
    '-b:a',
    '48k',
  ],
  mp4: [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '25',
    '-c:a',
    'aac',
    '-b:a',
    '64k',
  ],
  none: [],
};

/** Makes clips with the ffmpeg that comes with the repository, whatever the one under test. */
export class ClipMaker {
  constructor(readonly folder: string) {}

  async make(name: string, args: readonly string[]): Promise<string> {
    const path = join(this.folder, name);
    await run(ffmpeg.path, ['-nostdin', '-v', 'error', '-y', ...args, path]);
    return path;
  }

  /** As Chromium and Firefox record: no duration, no index. */
  async browserWebm(name: string, sound = SPEAKS, picture: string | null = PICTURE): Promise<string> {
    return this.make(name, [...sources(picture, sound), ...ENCODERS.webm, '-live', '1', '-f', 'webm']);
  }

  /** As Safari and newer Chromium record: in fragments. */
  async browserMp4(name: string, sound = SPEAKS, picture: string | null = PICTURE): Promise<string> {
    const fragments = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4'];
    return this.make(name, [...sources(picture, sound), ...ENCODERS.mp4, ...fragments]);
  }

  /** As a telephone's camera records: index at the end, place and model noted. */
  async telephoneMov(name: string): Promise<string> {
    const notes = ['-metadata', 'location=+48.1371+011.5754/', '-metadata', 'model=Telephone'];
    return this.make(name, [...sources(PICTURE, SPEAKS), ...ENCODERS.mp4, ...notes, '-f', 'mov']);
  }

  /** The first part of a file, as a browser that died leaves it. */
  async cut(path: string, share: number): Promise<string> {
    await truncate(path, Math.floor((await stat(path)).size * share));
    return path;
  }
}

export function sources(picture: string | null, sound: string): string[] {
  return [...(picture === null ? [] : ['-f', 'lavfi', '-i', picture]), '-f', 'lavfi', '-i', sound];
}

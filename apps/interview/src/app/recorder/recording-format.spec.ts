import { isAppleEngine, recordingFormat } from './recording-format';

const everything = () => true;

it('records WebM with vp8 and opus, and MP4 with H.264 on Safari', () => {
  expect(recordingFormat('video', false, everything)).toBe('video/webm;codecs=vp8,opus');
  expect(recordingFormat('video', true, everything)).toBe('video/mp4;codecs=avc1.42E01E,mp4a.40.2');
  expect(recordingFormat('audio', false, everything)).toBe('audio/webm;codecs=opus');
  expect(recordingFormat('audio', true, everything)).toBe('audio/mp4;codecs=mp4a.40.2');
});

it('takes the other one where the first is missing, and never av1', () => {
  expect(recordingFormat('video', false, (type) => type.includes('mp4'))).toContain('avc1');
  expect(recordingFormat('video', false, (type) => type.includes('av01'))).toBeNull();
});

it('knows Safari by its vendor', () => {
  expect(isAppleEngine('Apple Computer, Inc.')).toBe(true);
  expect(isAppleEngine('Google Inc.')).toBe(false);
});

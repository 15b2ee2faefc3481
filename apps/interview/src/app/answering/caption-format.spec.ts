import { captionFormat } from './caption-format';

it.each([
  ['WEBVTT\n\n00:01.000 --> 00:02.000\nHello', 'vtt'],
  ['\uFEFFWEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello', 'vtt'],
  ['1\r\n00:00:01,000 --> 00:00:02,000\r\nHello', 'srt'],
  ['WEBVTT\n\nno times', null],
  ['Dear team, here is my answer.', null],
  ['', null],
])('%j is %s', (text, format) => {
  expect(captionFormat(text)).toBe(format);
});

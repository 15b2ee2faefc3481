/** WebVTT times use a dot, SRT times a comma. */
const SRT_TIME = /^\s*(\d+:)?\d{2}:\d{2},\d{3}\s+-->/m;
const VTT_TIME = /^\s*(\d+:)?\d{2}:\d{2}\.\d{3}\s+-->/m;

/** Which kind of captions a text is, told by what stands in it and not by its file name; null for neither. */
export function captionFormat(text: string): 'vtt' | 'srt' | null {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.startsWith('WEBVTT')) return VTT_TIME.test(plain) ? 'vtt' : null;
  return SRT_TIME.test(plain) ? 'srt' : null;
}

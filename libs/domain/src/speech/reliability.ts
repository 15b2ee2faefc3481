import type { TranscriptSegment } from './speech-to-text.port';

/** Reason code of a transcript that no machine may judge; a person listens instead. Never a lower score. */
export const UNRELIABLE = 'transcript-unreliable';

/** What speaks for and against a recogniser's transcript. */
export interface HeardTranscript {
  readonly text: string;
  /** BCP 47; decides where words begin and end. */
  readonly language: string | null;
  readonly segments: readonly TranscriptSegment[];
  /** How long somebody was heard speaking. */
  readonly voicedMs: number;
  /** Bytes of the text by bytes of the same text compressed with zlib; high when the recogniser went round in circles. */
  readonly compressionRatio: number;
}

/**
 * Whether a transcript is too doubtful to be judged from. Limits: mean log-probability below −1 and compression ratio
 * above 2.4 mean that a decoding has failed (Radford et al., "Robust Speech Recognition via Large-Scale Weak
 * Supervision", 2022, section 4.5); people speak between half a word and five words a second, and words without a voice
 * were made up.
 */
export function isUnreliable(heard: HeardTranscript): boolean {
  if (heard.text.trim() === '') return false;
  const confidence = meanConfidence(heard.segments);
  if (confidence !== null && confidence < Math.exp(-1)) return true;
  if (heard.compressionRatio > 2.4) return true;
  const wordsPerSecond = countWords(heard.text, heard.language) / (heard.voicedMs / 1000);
  return wordsPerSecond < 0.5 || wordsPerSecond > 5;
}

/** Mean confidence by duration; null where no segment has one. */
function meanConfidence(segments: readonly TranscriptSegment[]): number | null {
  let weighted = 0;
  let duration = 0;
  for (const { startMs, endMs, confidence } of segments) {
    if (confidence === undefined) continue;
    weighted += confidence * (endMs - startMs);
    duration += endMs - startMs;
  }
  return duration > 0 ? weighted / duration : null;
}

function countWords(text: string, language: string | null): number {
  const segmenter = new Intl.Segmenter(language ?? 'en', { granularity: 'word' });
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}

import { readFileSync } from 'node:fs';

import { clipFile, demoCandidates, demoFile } from './answers.ts';

/** What was written for one criterion of one answer. */
interface AuthoredCriterion {
  /** Sentences quoted, by number from 1. */
  readonly quotes: readonly number[];
  readonly score: number | null;
  readonly statement: string;
}

/** One answer of the demo, with what was written about it. */
export interface AuthoredAnswer {
  readonly candidate: string;
  readonly question: string;
  readonly sentences: readonly string[];
  readonly criteria: Readonly<Record<string, AuthoredCriterion>>;
}

/** A spoken answer as a recogniser would return it. */
export interface AuthoredTranscript {
  readonly durationSeconds: number;
  readonly segments: readonly { start: number; end: number; text: string }[];
}

type Authored = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, AuthoredCriterion>>>>>
>;

/** All answers of the demo. */
export function authoredAnswers(): AuthoredAnswer[] {
  const authored = JSON.parse(readFileSync(demoFile('model-answers.json'), 'utf8')) as Authored;
  return demoCandidates().flatMap(({ key, answers, texts }) => {
    const written = Object.entries(texts ?? {}).map(([question, text]) => [question, [text]] as const);
    return [...Object.entries(answers), ...written].map(([question, sentences]) => ({
      candidate: key,
      question,
      sentences,
      criteria: authored[key]?.[question] ?? {},
    }));
  });
}

/** The transcripts of all clips, from their captions. */
export function authoredTranscripts(): AuthoredTranscript[] {
  return demoCandidates().flatMap(({ key, answers }) =>
    Object.keys(answers).map((question) => {
      const segments = readCues(readFileSync(clipFile(key, question, 'vtt'), 'utf8'));
      return { durationSeconds: segments.at(-1)?.end ?? 0, segments };
    }),
  );
}

/** Cues of the demo's own caption files, which hold one line each. */
function readCues(vtt: string): { start: number; end: number; text: string }[] {
  return [...vtt.matchAll(/^(\S+) --> (\S+)\n(.+)$/gm)].map(([, from = '', to = '', text = '']) => ({
    start: secondsOf(from),
    end: secondsOf(to),
    text,
  }));
}

function secondsOf(stamp: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = stamp.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../demo');

/** One of the demo's candidates and what they say: sentences by question. */
export interface DemoCandidate {
  readonly key: string;
  readonly name: string;
  /** Voice of espeak-ng. */
  readonly voice: string;
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** Written answers by question. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** The demo's candidates, in the order in which they apply. */
export function demoCandidates(): DemoCandidate[] {
  const file = readFileSync(path.join(folder, 'answers.json'), 'utf8');
  return (JSON.parse(file) as { candidates: DemoCandidate[] }).candidates;
}

/** Path of a clip or its captions. */
export const clipFile = (candidate: string, question: string, kind: 'webm' | 'vtt'): string =>
  path.join(folder, 'clips', `${candidate}-${question}.${kind}`);

import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { NewRequisition, Template } from '@evenhand/contracts';

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
  const file = readFileSync(demoFile('answers.json'), 'utf8');
  return (JSON.parse(file) as { candidates: DemoCandidate[] }).candidates;
}

/** Path of a file of the demo. */
export const demoFile = (name: string): string => path.join(folder, name);

/** Path of a clip or its captions. */
export const clipFile = (candidate: string, question: string, kind: 'webm' | 'vtt'): string =>
  demoFile(`clips/${candidate}-${question}.${kind}`);

/** What the demo's requisition asks and looks for. */
export type DemoRequisition = NewRequisition & { readonly template: Template };

export const demoRequisition = (): DemoRequisition =>
  JSON.parse(readFileSync(demoFile('requisition.json'), 'utf8')) as DemoRequisition;

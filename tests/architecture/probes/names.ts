/** File names: the closed list of roles, and names that could hold anything. */
import type { Probe } from './probe.ts';

const NAMES: [string, boolean][] = [
  ['libs/stages/review/src/queue.stage.ts', true],
  ['libs/stages/review/src/queue.stage.integration.spec.ts', true],
  ['libs/stages/review/src/queue.integration.spec.ts', true],
  ['libs/domain/src/rubric.ts', true],
  ['libs/domain/src/speech/speech.conformance.ts', true],
  ['apps/console/src/candidates/candidate-list.component.ts', true],
  ['libs/stages/review/src/queue.service.ts', false],
  ['libs/stages/review/src/queue.component.ts', false],
  ['libs/stages/review/src/QueueStage.ts', false],
  ['libs/stages/review/src/queue.utils.ts', false],
  ['libs/stages/review/src/review-helper.ts', false],
  ['libs/stages/review/src/queue.stage.guard.ts', false],
  ['libs/domain/src/data.ts', false],
  ['libs/domain/src/common/rubric.ts', false],
  ['apps/console/src/candidates/candidates.service.ts', false],
];

export const NAME_PROBES: Probe[] = NAMES.map(([file, good]) => ({
  label: `${file} is ${good ? 'a good' : 'no'} name`,
  file,
  code: 'export {};',
  rule: good ? null : 'evenhand/name',
}));

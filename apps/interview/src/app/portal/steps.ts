import type { PortalQuestion, PortalView } from '@evenhand/contracts';

/** The screens of one interview; each is the last part of its address. */
export type Step =
  | ''
  | 'adjustment'
  | 'notice'
  | 'devices'
  | 'practice'
  | 'questions'
  | 'anything-to-add'
  | 'hand-in'
  | 'status'
  | 'withdraw'
  | 'delete-my-data';

export function isAnswered(question: PortalQuestion): boolean {
  const { answer } = question;
  if (answer === null) return false;
  return answer.kind === 'text' ? (answer.text ?? '').trim() !== '' : answer.chosenTakeId !== null;
}

/** Index of the next question without an answer after `index`, going round; -1 when all have one. */
export function nextUnanswered(questions: readonly PortalQuestion[], index: number): number {
  const order = questions.map((_, offset) => (index + 1 + offset) % questions.length);
  return order.find((one) => questions.slice(one, one + 1).some((question) => !isAnswered(question))) ?? -1;
}

/** Whether something may still be recorded, written or handed in. */
export const isOpen = (view: PortalView): boolean =>
  view.status === 'invited' || view.status === 'in-progress';

/** The screen to show instead of the wanted one, or null where the wanted one is right. */
export function insteadOf(step: Step, view: PortalView): Step | null {
  if (step === 'adjustment' || step === 'delete-my-data') return null;
  if (step === 'status') return isOpen(view) ? '' : null;
  if (!isOpen(view)) return step === 'withdraw' && view.status === 'submitted' ? null : 'status';
  if (step === '' || step === 'notice' || step === 'withdraw') return null;
  return view.consent === null ? 'notice' : null;
}

import { availabilityTick } from '@evenhand/domain';
import { digestOf, digestOfJson } from '@evenhand/ledger';
import type { NewStep } from './work-list';

/** What a transcription works on: the chosen recording with its captions, or a written answer. */
export interface TranscribedAnswer {
  readonly answerId: string;
  /** SHA-256 of the chosen take's bytes; null for a written answer. */
  readonly takeSha256: string | null;
  readonly text: string | null;
  readonly captionsVtt: string | null;
}

/** Prepares a take whose bytes are all here. */
export const prepareStep = (takeId: string, sha256: string, now: number): NewStep => ({
  subject: takeId,
  stage: 'prepare',
  inputHash: sha256,
  dueAt: now,
});

/** Transcribes an answer of a submitted interview. Due at submission, or once its take is prepared. */
export const transcribeStep = (answer: TranscribedAnswer, now: number): NewStep => ({
  subject: answer.answerId,
  stage: 'transcribe',
  inputHash: digestOfJson({
    take: answer.takeSha256,
    text: answer.text === null ? null : digestOf(answer.text),
    captions: answer.captionsVtt === null ? null : digestOf(answer.captionsVtt),
  }),
  dueAt: now,
});

/** Makes an interview available at its tick, whatever has become of it by then. */
export const sealStep = (
  interviewId: string,
  submittedAt: number,
  wait: { readonly waitMs: number; readonly tickMs: number },
): NewStep => ({
  subject: interviewId,
  stage: 'seal',
  inputHash: digestOf(`${interviewId}/1`),
  dueAt: availabilityTick(submittedAt, wait.waitMs, wait.tickMs),
});

/** Sends a mail of the outbox. */
export const mailStep = (mailId: string, now: number): NewStep => ({
  subject: mailId,
  stage: 'mail',
  inputHash: digestOf(mailId),
  dueAt: now,
});

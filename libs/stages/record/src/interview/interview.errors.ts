import { Trouble } from '@evenhand/domain';
import type { NamesFields, WrongField } from '@evenhand/platform';

/** Submitted or withdrawn: nothing changes any more. */
export class InterviewClosed extends Trouble {
  readonly code = 'interview-closed';
  readonly retryable = false;

  constructor(how: 'submitted' | 'withdrawn') {
    super(
      how === 'submitted'
        ? 'This interview was submitted. What was submitted does not change.'
        : 'This interview was withdrawn. Nothing is recorded any more.',
    );
  }
}

/** Nothing is recorded before consent. */
export class ConsentNeeded extends Trouble {
  readonly code = 'consent-needed';
  readonly retryable = false;

  constructor() {
    super('Consent comes first: nothing is recorded without it.');
  }
}

/** The notice that was read is no longer the current one. */
export class NoticeChanged extends Trouble {
  readonly code = 'notice-changed';
  readonly retryable = false;

  constructor() {
    super('The notice has changed since you opened it. Please read the new one, then go on.');
  }
}

export class QuestionUnknown extends Trouble {
  readonly code = 'question-unknown';
  readonly retryable = false;

  constructor() {
    super('This interview has no such question.');
  }
}

export class AnswerKindNotOffered extends Trouble {
  readonly code = 'answer-kind-not-offered';
  readonly retryable = false;

  constructor(kinds: readonly string[]) {
    super(`This question cannot be answered that way. Possible: ${kinds.join(', ')}.`);
  }
}

/** An interview that is not complete, with the questions that hold it up. */
export class InterviewIncomplete extends Trouble implements NamesFields {
  readonly code = 'interview-incomplete';
  readonly retryable = false;

  constructor(readonly fields: readonly WrongField[]) {
    super('Not everything is ready to be submitted. Nothing was changed.');
  }
}

/** Captions without a recording they could belong to. */
export class RecordingMissing extends Trouble {
  readonly code = 'recording-missing';
  readonly retryable = false;

  constructor() {
    super('Captions belong to a recording. Record an answer and choose the take first.');
  }
}

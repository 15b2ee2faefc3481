import { Trouble } from '@evenhand/domain';
import type { NamesFields, WrongField } from '@evenhand/platform';

export class RequisitionUnknown extends Trouble {
  override readonly code = 'not-found';
  override readonly retryable = false;

  constructor() {
    super('There is no such requisition among those you belong to.');
  }
}

export class RequisitionNotDraft extends Trouble {
  override readonly code = 'requisition-not-draft';
  override readonly retryable = false;

  constructor() {
    super('This requisition is published: what candidates are asked can no longer change.');
  }
}

export class RequisitionNotOpen extends Trouble {
  override readonly code = 'requisition-not-open';
  override readonly retryable = false;

  constructor() {
    super('Only an open requisition can invite candidates. Publish it first.');
  }
}

export class TemplateIncomplete extends Trouble implements NamesFields {
  override readonly code = 'template-incomplete';
  override readonly retryable = false;

  constructor(readonly fields: readonly WrongField[]) {
    super('The template is not ready to be published. Nothing was changed.');
  }
}

export class CandidateListInvalid extends Trouble implements NamesFields {
  override readonly code = 'candidate-list-invalid';
  override readonly retryable = false;

  /**
   * @param fields the first mistakes
   * @param all how many there are
   */
  constructor(
    readonly fields: readonly WrongField[],
    all: number,
  ) {
    super(
      all > fields.length
        ? `The list has ${all} mistakes; the first ${fields.length} are named. Nobody was invited.`
        : `The list has ${all === 1 ? 'one mistake' : `${all} mistakes`}. Nobody was invited.`,
    );
  }
}

export class DutyNeedsRole extends Trouble {
  override readonly code = 'duties-apart';
  override readonly retryable = false;

  constructor() {
    super(
      'Somebody on this list does not hold the role of the duty they would get. ' +
        'Accommodation and compliance officers cannot belong to a requisition.',
    );
  }
}

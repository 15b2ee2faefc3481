import { Trouble } from '../trouble/trouble.errors';

/** What is wrong in a captions file, and where. */
export interface CaptionsFault {
  /** Line of the file, counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** Captions that cannot be taken as they are. */
export class CaptionsInvalid extends Trouble {
  readonly code = 'captions-invalid';
  readonly retryable = false;
  readonly fields: readonly { path: string; message: string; row: number }[];

  constructor(readonly faults: readonly CaptionsFault[]) {
    const [first] = faults;
    super(
      first === undefined
        ? 'These captions cannot be read.'
        : `These captions cannot be read. Line ${first.line}: ${first.message}`,
    );
    this.fields = faults.map(({ line, message }) => ({ path: 'text', message, row: line }));
  }
}

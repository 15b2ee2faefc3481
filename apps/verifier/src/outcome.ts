/**
 * What a command prints and what it ends with. Of packs and receipts: 0 all holds, 1 something does not, 3 nothing fails but
 * something cannot be told, 2 unreadable. Of everything else: 0 everything was judged, 2 unreadable, 1 refused.
 */
export interface Outcome {
  readonly code: 0 | 1 | 2 | 3;
  readonly stdout: string;
  readonly stderr: string;
}

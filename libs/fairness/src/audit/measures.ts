/** What an audit can find something about. */
export const MEASURES = [
  'selection',
  'reversal',
  'detectability',
  'scores',
  'calibration',
  'criterion',
  'abstention',
  'transcription',
  'agreement',
  'severity',
  'influence',
  'drift',
] as const;
export type Measure = (typeof MEASURES)[number];

/** What a failure of a measure obliges the operator to do, and the size below which it is none. */
export interface Obligation {
  readonly obliges: string;
  readonly margin?: number;
}

/** The measures an audit is about. One without an obligation is computed, but never found to fail. */
export type Protocol = Readonly<Partial<Record<Measure, Obligation>>>;

/** How large an effect must be to count, beside being significant, where the definition names no margin of its own. */
export const MARGINS: Readonly<Record<Measure, { readonly margin: number; readonly of: string }>> = {
  selection: { margin: 0, of: '1 − ratio of rates' },
  reversal: { margin: 0, of: '1 − ratio of rates' },
  detectability: { margin: 0, of: 'none' },
  scores: { margin: 0.1, of: 'standard deviations' },
  calibration: { margin: 0.1, of: 'points of the scale' },
  criterion: { margin: 0.17, of: 'standard deviations' },
  abstention: { margin: 0, of: '1 − ratio of rates' },
  transcription: { margin: 0.01, of: 'difference of word error rates' },
  agreement: { margin: 0.4, of: 'ordinal alpha that must be reached' },
  severity: { margin: 0.25, of: 'points of the scale' },
  influence: { margin: 0.1, of: 'points of the scale' },
  drift: { margin: 0, of: 'none' },
};

/** Something an audit found: which measure failed, where, by how much, and what that obliges to. */
export interface Finding {
  readonly measure: Measure;
  readonly where: Readonly<Record<string, string>>;
  readonly effect: number | null;
  readonly p_adjusted: number | null;
  readonly p_printed: string | null;
  /** Whether it is significant among all claims of the audit too; `null` where it rests on no test of its own. */
  readonly holds_over_whole_audit: boolean | null;
  readonly sentence: string;
  readonly obliges: string;
}

/** One test among others of its family, before it is judged. */
export interface Claim {
  readonly where: Readonly<Record<string, string>>;
  readonly effect: number;
  /** How far the effect is from none, on the scale of the measure's margin. */
  readonly size: number;
  readonly p: number;
  readonly sentence: string;
}

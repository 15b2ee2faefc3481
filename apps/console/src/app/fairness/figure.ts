/** One bar with its interval. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Bars with intervals and, maybe, a line with its name. */
export interface BarChart {
  readonly kind: 'bars';
  readonly bars: readonly Bar[];
  readonly line: { readonly at: number; readonly name: string } | null;
}

/** One moment of a control chart. */
export interface Point {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly isBeyond: boolean;
}

/** A control chart: values by time, between the limits that chance explains. */
export interface TrendChart {
  readonly kind: 'trend';
  readonly points: readonly Point[];
  readonly centre: number;
}

export type Chart = BarChart | TrendChart;

/** A figure as people read it: what it says, what it shows, every number, and how to make it again. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What was found, before anything is shown. */
  readonly sentence: string;
  /** What the reader must know about it: what it cannot see, what is held back. */
  readonly notes: readonly string[];
  /** By which method, and where that is described. */
  readonly method: string;
  readonly chart: Chart | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly recompute: string | null;
}

/** A confidence interval, lower end first. */
export type Interval = readonly [number, number];

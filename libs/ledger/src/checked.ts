/** Why something was not accepted: the place, in words of what was given, and the reason. */
export interface Refusal {
  readonly ok: false;
  /** Where the fault lies, for example `proof[2]`, `line 4` or `$.reviewers[0].root`. */
  readonly where: string;
  readonly reason: string;
}

/** What reading gives: the value, or where and why there is none. Hostile input gives a refusal, never an exception. */
export type Checked<Value> = { readonly ok: true; readonly value: Value } | Refusal;

/** What checking a claim gives. */
export type Verdict = { readonly ok: true } | Refusal;

export const HOLDS: Verdict = { ok: true };

export const accept = <Value>(value: Value): Checked<Value> => ({ ok: true, value });

export const refuse = (where: string, reason: string): Refusal => ({ ok: false, where, reason });

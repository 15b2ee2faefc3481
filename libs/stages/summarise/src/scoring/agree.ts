import type { Abstention } from '@evenhand/contracts-verdict';

/** A level, or why there is none. */
export type Agreed =
  | { readonly score: number; readonly abstention: null }
  | { readonly score: null; readonly abstention: Abstention };

const abstain = (abstention: Abstention): Agreed => ({ score: null, abstention });

/**
 * What samples of the same rating amount to. Close samples give their median; samples two or more levels apart, or without
 * two that agree, give nothing.
 *
 * @param levels level of each sample; null where it found the evidence too thin, undefined where the model would not answer
 */
export function agree(levels: readonly (number | null | undefined)[]): Agreed {
  const answered = levels.filter((level) => level !== undefined);
  const given = answered.filter((level) => level !== null).sort((a, b) => a - b);
  if (given.length * 2 <= answered.length) return abstain('insufficient-evidence');
  const [least, most] = [given[0] ?? 0, given.at(-1) ?? 0];
  if (most - least >= 2) return abstain('samples-disagree');
  const two = given.some((level, index) => given[index + 1] === level);
  if (levels.length > 1 && !two) return abstain('samples-disagree');
  const middle = (given.length - 1) / 2;
  const [lower, upper] = [given[Math.floor(middle)], given[Math.ceil(middle)]];
  return lower !== undefined && lower === upper
    ? { score: lower, abstention: null }
    : abstain('samples-disagree');
}

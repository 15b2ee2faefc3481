import { adjust } from '../multiplicity/adjust.ts';
import { at } from '../numeric/at.ts';
import { printP } from '../printing/figures.ts';
import { MARGINS } from './measures.ts';
import type { Claim, Finding, Measure, Protocol } from './measures.ts';

/** A claim with its place among all of its family. */
export interface Judged extends Claim {
  readonly holm: number;
  readonly bh: number;
  /** Holm over every claim of the whole audit, not of its family alone. */
  readonly holm_audit: number;
}

/** The claims of one measure that are adjusted together. */
export interface Family {
  readonly measure: Measure;
  readonly family: string;
  readonly claims: readonly Judged[];
}

/**
 * Adjusts claims within each family, Holm for what is claimed and Benjamini–Hochberg for screening, and once more over the
 * whole audit. Families without claims are left out.
 */
export function judged(
  families: readonly {
    readonly measure: Measure;
    readonly family: string;
    readonly claims: readonly Claim[];
  }[],
): Family[] {
  const overall = adjust(
    families.flatMap(({ claims }) => claims.map(({ p }) => p)),
    'holm',
  );
  let place = 0;
  return families.flatMap(({ measure, family, claims }): Family[] => {
    const p = claims.map((claim) => claim.p);
    const [holm, bh] = [adjust(p, 'holm'), adjust(p, 'bh')];
    const own = claims.map((claim, i) => ({
      ...claim,
      holm: at(holm, i),
      bh: at(bh, i),
      holm_audit: at(overall, place + i),
    }));
    place += claims.length;
    return own.length === 0 ? [] : [{ measure, family, claims: own }];
  });
}

/** The claims that hold: significant in their family and as large as the margin. */
export function findingsOf({ measure, claims }: Family, protocol: Protocol, alpha: number): Finding[] {
  const obligation = protocol[measure];
  if (obligation === undefined) return [];
  const margin = obligation.margin ?? MARGINS[measure].margin;
  return claims
    .filter(({ holm, size }) => holm < alpha && size >= margin)
    .map(({ where, effect, holm, holm_audit, sentence }) => ({
      measure,
      where,
      effect,
      p_adjusted: holm,
      p_printed: printP(holm),
      holds_over_whole_audit: holm_audit < alpha,
      sentence,
      obliges: obligation.obliges,
    }));
}

import { changesHold } from './claims/changes-claim';
import { packIsComplete } from './claims/complete-claim';
import { logHolds } from './claims/log-claim';
import { openingsHold } from './claims/openings-claim';
import { orderHolds } from './claims/order-claim';
import { releaseHolds } from './claims/release-claim';
import { runsHold } from './claims/runs-claim';
import { scorecardsHold } from './claims/scorecards-claim';
import { witnessHolds } from './claims/witness-claim';
import { cannotTell, judged, type Finding } from './finding';
import type { Pack } from './pack';
import type { Trust } from './trust';

/** The claims, in the order in which they are told. */
const CLAIMS = [
  ['V1', logHolds],
  ['V2', runsHold],
  ['V3', scorecardsHold],
  ['V4', orderHolds],
  ['V5', openingsHold],
  ['V6', releaseHolds],
  ['V7', changesHold],
  ['V8', packIsComplete],
  ['V9', witnessHolds],
] as const satisfies readonly (readonly [string, (pack: Pack, trust: Trust) => Finding | Promise<Finding>])[];
export type ClaimId = (typeof CLAIMS)[number][0];

export interface Claim extends Finding {
  readonly id: ClaimId;
}

/** Claims that something did not happen: nobody can tell while entries are given by their hashes only. */
const NEEDS_ALL: ReadonlySet<ClaimId> = new Set(['V2', 'V3', 'V4', 'V6', 'V7', 'V8']);

function asFarAsShown(finding: Finding, { log: { withheld } }: Pack): Finding {
  if (withheld === 0 || finding.result !== 'pass') return finding;
  const shown = finding.reason === '' ? '' : ` What is shown holds: ${finding.reason.replace(/\.$/, '')}`;
  return cannotTell('leaves', `hold ${withheld} entries by their hashes only.${shown}`);
}

/** Judges every claim about a pack. */
export async function judgePack(pack: Pack, trust: Trust): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const [id, judge] of CLAIMS) {
    const found = await judged(() => judge(pack, trust));
    const { result, where, reason } = NEEDS_ALL.has(id) ? asFarAsShown(found, pack) : found;
    claims.push({ id, result, where, reason });
  }
  return claims;
}

import { isProblemCode, problemSentences } from '@evenhand/contracts';

/** Why a take was refused, for the candidate. Refused takes use nothing up. */
export function refusalOf(code: string): { code: string; sentence: string } {
  const why = isProblemCode(code) ? problemSentences[code] : problemSentences['not-a-recording'];
  return { code, sentence: `${why} Please record again; this does not use up a take.` };
}

/** The interview a personal link opens. */
export interface InterviewOfLink {
  readonly interviewId: string;
  readonly requisitionId: string;
  readonly candidateId: string;
}

/** Personal links of candidates; lives in the stage record. */
export abstract class CandidateLinks {
  /**
   * The interview a personal link's secret opens. An interview that is over can still be looked at, so its being over is
   * no error here.
   *
   * @throws a Trouble with the code link-unknown or link-revoked
   */
  abstract interviewOf(secret: string): Promise<InterviewOfLink>;
}

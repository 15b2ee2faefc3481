/** Whether the log has been signed over what somebody waits for. */
export abstract class LogCoverage {
  /**
   * Asks for a checkpoint over the draw of an interview's round, and waits for it for a moment.
   *
   * @returns false when none came: look again later
   */
  abstract coversArm(interviewId: string, round: number): Promise<boolean>;
}

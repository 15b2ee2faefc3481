import { workStageNames } from '@evenhand/domain';
import * as z from 'zod';

/** The only job payload there is: which row of the work list to look at. The row is the truth. */
export const StepJob = z.strictObject({
  stepId: z.uuid(),
  stage: z.enum(workStageNames as [string, ...string[]]),
});
export type StepJob = z.infer<typeof StepJob>;

-- The oldest due steps are looked for stage by stage: a flood of one stage must not make the others hard to find.
DROP INDEX "jobs"."step_status_due_at_idx";
CREATE INDEX "step_status_stage_due_at_idx" ON "jobs"."step"("status", "stage", "due_at");

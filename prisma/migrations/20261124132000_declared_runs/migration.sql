-- CreateTable
CREATE TABLE "consent"."run_plan" (
    "interview_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "plan" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "sealed_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_plan_pkey" PRIMARY KEY ("interview_id","run")
);

-- The worker declares a run and later notes that its output is sealed; what was declared stays as it was.
GRANT SELECT, INSERT, UPDATE (sealed_at) ON consent.run_plan TO evenhand_worker;
GRANT SELECT ON consent.run_plan TO evenhand_compliance;
CREATE TRIGGER final_rows BEFORE UPDATE ON consent.run_plan FOR EACH ROW
  WHEN (OLD.sealed_at IS NOT NULL OR (OLD.interview_id, OLD.run, OLD.plan, OLD.salt, OLD.digest, OLD.declared_at) IS DISTINCT FROM (NEW.interview_id, NEW.run, NEW.plan, NEW.salt, NEW.digest, NEW.declared_at))
  EXECUTE FUNCTION ledger.refuse_change();

-- How much each reviewer still has to rate: all the worker learns of scorecards.
CREATE VIEW review.open_load AS
  SELECT a.reviewer_id, count(*)::int AS packets FROM review.assignment a
  WHERE a.unassigned_at IS NULL AND NOT EXISTS (SELECT 1 FROM review.scorecard s WHERE s.packet_id = a.packet_id)
  GROUP BY 1;
GRANT SELECT ON review.open_load TO evenhand_worker;

-- The revealer finds an interview's entries, and sees which interviews of a cohort are still under way.
CREATE INDEX pending_interview ON ledger.pending ((entry::jsonb ->> 'interview'));
GRANT SELECT (id, requisition_id, status) ON screening.interview TO evenhand_revealer;

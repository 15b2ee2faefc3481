-- Accommodations end to end: what is asked for and granted, pauses that stop the clock, health details kept apart.

ALTER TABLE "accommodation"."request" DROP COLUMN "dials",
  ADD COLUMN "wishes" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3),
  ADD COLUMN "question" TEXT,
  ADD COLUMN "asked_at" TIMESTAMPTZ(3),
  ADD COLUMN "answered_at" TIMESTAMPTZ(3),
  ADD COLUMN "salt" BYTEA,
  ADD COLUMN "reminders" UUID[];
ALTER TABLE "accommodation"."request" ALTER COLUMN "wishes" DROP DEFAULT;
CREATE INDEX "request_status_due_at_id_idx" ON "accommodation"."request"("status", "due_at", "id");
CREATE INDEX "grant_request_id_idx" ON "accommodation"."grant"("request_id");

CREATE TABLE "accommodation"."medical_detail" (
    "request_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "medical_detail_pkey" PRIMARY KEY ("request_id")
);
ALTER TABLE "accommodation"."medical_detail" ADD CONSTRAINT "medical_detail_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "accommodation"."request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "accommodation"."pause" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interview_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "pause_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "pause_interview_id_idx" ON "accommodation"."pause"("interview_id");

CREATE TABLE "accommodation"."policy" (
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("version")
);

CREATE TABLE "consent"."human_only" (
    "interview_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "human_only_pkey" PRIMARY KEY ("interview_id")
);

GRANT SELECT, INSERT, UPDATE ON accommodation.pause TO evenhand_portal;
GRANT SELECT ON accommodation.pause TO evenhand_accommodation;
GRANT SELECT ON accommodation.policy TO evenhand_portal;
GRANT SELECT, INSERT ON accommodation.policy TO evenhand_accommodation;

-- The candidate's side hands health details in and never reads them; the officer reads them until the decision.
GRANT INSERT, DELETE ON accommodation.medical_detail TO evenhand_portal;
GRANT SELECT (request_id) ON accommodation.medical_detail TO evenhand_portal;
GRANT SELECT, DELETE ON accommodation.medical_detail TO evenhand_accommodation;

-- Whether a model may run is all the worker learns.
GRANT INSERT ON consent.human_only TO evenhand_portal;
GRANT USAGE ON SCHEMA consent TO evenhand_accommodation;
GRANT INSERT ON consent.human_only TO evenhand_accommodation;
GRANT SELECT ON consent.human_only TO evenhand_worker;

-- That a letter about an accommodation exists would tell recruiters who asked for one: only what sends letters sees those.
ALTER TABLE identity.mail ENABLE ROW LEVEL SECURITY;
CREATE POLICY letters_by_kind ON identity.mail USING (kind NOT LIKE 'accommodation-%' OR current_user = 'evenhand_worker') WITH CHECK (true);

-- Reminders lie in the work list until they are due; they are no backlog.
CREATE OR REPLACE VIEW jobs.backlog AS
  SELECT stage, count(*)::int AS due, min(due_at) AS oldest FROM jobs.step
  WHERE status IN ('due', 'running') AND stage IN ('prepare', 'transcribe', 'mail')
    AND (stage <> 'mail' OR due_at < now() + interval '1 hour') GROUP BY 1;

-- An answer calls its reminders off, as long as they are not sent.
CREATE FUNCTION accommodation.call_off(letters uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM identity.mail WHERE id = ANY (letters) AND kind = 'accommodation-reminder' AND sent_at IS NULL
$$;
REVOKE ALL ON FUNCTION accommodation.call_off(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accommodation.call_off(uuid[]) TO evenhand_portal, evenhand_accommodation;

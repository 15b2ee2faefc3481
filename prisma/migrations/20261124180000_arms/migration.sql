-- What was drawn for each interview before anybody rated it, and what a checkpoint must cover before it may go on.

-- A share of interviews never shows the AI summary, drawn at random. The worker draws and cannot read back; until reveal only
-- the revealer knows.
CREATE TABLE "sealed"."arm" (
    "interview_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "withhold" BOOLEAN NOT NULL,
    "salt" BYTEA NOT NULL,
    "commitment" TEXT NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "arm_pkey" PRIMARY KEY ("interview_id","round")
);
CREATE TRIGGER final_rows BEFORE UPDATE ON sealed.arm FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
GRANT SELECT (interview_id, round), INSERT ON sealed.arm TO evenhand_worker;
GRANT SELECT ON sealed.arm TO evenhand_revealer;

-- After reveal the draw is opened to whoever checks it.
CREATE VIEW sealed.opened_arm AS
  SELECT a.interview_id, a.round, a.withhold, a.salt, a.commitment FROM sealed.arm a JOIN review.reveal r USING (interview_id, round);
GRANT USAGE ON SCHEMA sealed TO evenhand_compliance;
GRANT SELECT ON sealed.opened_arm TO evenhand_compliance;

-- Whether a checkpoint covers the draw of an interview's round, and with it what was sealed before.
CREATE FUNCTION ledger.arm_covered(of_interview uuid, of_round int) RETURNS boolean
  LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM ledger.pending p JOIN ledger.leaf l ON l.pending_id = p.id
                 WHERE p.entry::jsonb ->> 'interview' = of_interview::text AND p.type = 'arm-drawn'
                   AND (p.entry::jsonb ->> 'round')::int = of_round
                   AND l.index < (SELECT max(size) FROM ledger.checkpoint))
$$;
REVOKE ALL ON FUNCTION ledger.arm_covered(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.arm_covered(uuid, int) TO evenhand_worker;

-- Scorecards that lock this interview: what its template requires, or one more where a second reader was drawn.
ALTER TABLE "review"."available_interview" ADD COLUMN "required_scorecards" SMALLINT;

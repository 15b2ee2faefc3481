-- Who may do what in which room, and the laws that hold for everybody.
-- Roles belong to the whole cluster: they are created without login and only when absent; the launcher gives them passwords.

DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['signin','portal','staff','review','accommodation','compliance','audit','worker','revealer'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'evenhand_' || r) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', 'evenhand_' || r);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
  END LOOP;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- The queue's own tables: the worker creates them, nobody else enters.
CREATE SCHEMA IF NOT EXISTS queue;
GRANT USAGE, CREATE ON SCHEMA queue TO evenhand_worker;

-- Everybody may add log entries; compliance and the revealer may read them.
GRANT USAGE ON SCHEMA ledger TO evenhand_signin, evenhand_portal, evenhand_staff, evenhand_review, evenhand_accommodation, evenhand_compliance, evenhand_audit, evenhand_worker, evenhand_revealer;
GRANT INSERT ON ledger.pending TO evenhand_signin, evenhand_portal, evenhand_staff, evenhand_review, evenhand_accommodation, evenhand_compliance, evenhand_audit, evenhand_worker, evenhand_revealer;
GRANT USAGE ON SEQUENCE ledger.pending_position_seq TO evenhand_signin, evenhand_portal, evenhand_staff, evenhand_review, evenhand_accommodation, evenhand_compliance, evenhand_audit, evenhand_worker, evenhand_revealer;
GRANT SELECT ON ledger.pending TO evenhand_compliance, evenhand_revealer;

-- Sign-in: accounts and sessions, nothing else.
GRANT USAGE ON SCHEMA people TO evenhand_signin;
GRANT SELECT, INSERT, UPDATE, DELETE ON people."user", people.user_role, people.session TO evenhand_signin;

-- Portal: the candidate's own side.
GRANT USAGE ON SCHEMA identity, screening, consent, accommodation, selfid, jobs TO evenhand_portal;
GRANT SELECT, INSERT, UPDATE ON identity.candidate TO evenhand_portal;
GRANT INSERT ON identity.mail TO evenhand_portal;
GRANT SELECT ON screening.requisition, screening.template_version, screening.requisition_link, screening.recording, screening.transcript, screening.outcome TO evenhand_portal;
GRANT SELECT, INSERT, UPDATE ON screening.invitation, screening.interview, screening.answer, screening.take TO evenhand_portal;
GRANT SELECT, INSERT, UPDATE, DELETE ON screening.caption_track TO evenhand_portal;
GRANT SELECT ON consent.notice TO evenhand_portal;
GRANT SELECT, INSERT ON consent.consent TO evenhand_portal;
GRANT SELECT, INSERT, UPDATE ON accommodation.request, accommodation."grant" TO evenhand_portal;
GRANT INSERT ON selfid.self_identification TO evenhand_portal;
GRANT INSERT ON jobs.step TO evenhand_portal;

-- Staff: recruiters, hiring managers, administrators. Review only through what was revealed.
GRANT USAGE ON SCHEMA identity, screening, review, jobs TO evenhand_staff;
GRANT SELECT, INSERT, UPDATE ON identity.candidate TO evenhand_staff;
GRANT SELECT, INSERT ON identity.mail TO evenhand_staff;
GRANT SELECT, INSERT, UPDATE ON screening.requisition, screening.template_version, screening.requisition_link, screening.invitation, screening.interview TO evenhand_staff;
GRANT SELECT, INSERT, DELETE ON screening.member TO evenhand_staff;
GRANT SELECT ON screening.answer, screening.recording, screening.take TO evenhand_staff;
GRANT SELECT, INSERT ON screening.outcome TO evenhand_staff;
GRANT SELECT ON review.reveal, review.revision, review.exhibit TO evenhand_staff;
GRANT SELECT, INSERT ON review.decision TO evenhand_staff;
GRANT SELECT ON jobs.heartbeat TO evenhand_staff;
GRANT INSERT ON jobs.step TO evenhand_staff;

-- Review: packets and scorecards. No name, no accommodation, no consent, no seal.
GRANT USAGE ON SCHEMA review, screening TO evenhand_review;
GRANT SELECT ON review.available_interview, review.exhibit, review.reveal TO evenhand_review;
GRANT SELECT, INSERT, UPDATE ON review.assignment TO evenhand_review;
GRANT SELECT, INSERT, UPDATE, DELETE ON review.draft TO evenhand_review;
GRANT SELECT, INSERT ON review.scorecard, review.lock, review.revision TO evenhand_review;
GRANT SELECT ON screening.template_version, screening.member, screening.requisition TO evenhand_review;

-- Accommodation officers: requests and grants, and whom to write to. No rating, no AI output.
GRANT USAGE ON SCHEMA accommodation, identity, screening, jobs TO evenhand_accommodation;
GRANT SELECT, INSERT, UPDATE ON accommodation.request, accommodation."grant" TO evenhand_accommodation;
GRANT SELECT ON identity.candidate TO evenhand_accommodation;
GRANT INSERT ON identity.mail TO evenhand_accommodation;
GRANT SELECT ON screening.requisition, screening.template_version, screening.interview, screening.invitation TO evenhand_accommodation;
GRANT INSERT ON jobs.step TO evenhand_accommodation;

-- Compliance: notices, consents, the log, and what evidence packs need once it is revealed.
GRANT USAGE ON SCHEMA consent, screening, review TO evenhand_compliance;
GRANT SELECT, INSERT ON consent.notice TO evenhand_compliance;
GRANT SELECT ON consent.consent, consent.no_summary TO evenhand_compliance;
GRANT SELECT ON screening.requisition, screening.template_version, screening.interview TO evenhand_compliance;
GRANT SELECT ON review.reveal, review.decision, review.revision TO evenhand_compliance;

-- Audit: one processor that counts.
GRANT USAGE ON SCHEMA selfid, screening, review TO evenhand_audit;
GRANT SELECT ON selfid.self_identification TO evenhand_audit;
GRANT SELECT ON screening.requisition, screening.template_version, screening.interview TO evenhand_audit;
GRANT SELECT ON review.scorecard, review.lock, review.reveal, review.revision, review.decision TO evenhand_audit;

-- Worker: the pipeline. It can seal and cannot open.
GRANT USAGE ON SCHEMA identity, screening, consent, sealed, scratch, jobs, review TO evenhand_worker;
GRANT SELECT ON identity.candidate TO evenhand_worker;
GRANT SELECT, INSERT, UPDATE ON identity.mail TO evenhand_worker;
GRANT SELECT ON screening.requisition, screening.template_version, screening.member, screening.invitation, screening.interview, screening.answer, screening.caption_track TO evenhand_worker;
GRANT SELECT, UPDATE ON screening.take TO evenhand_worker;
GRANT SELECT, INSERT, UPDATE ON screening.recording, screening.transcript TO evenhand_worker;
GRANT SELECT ON consent.notice, consent.consent TO evenhand_worker;
GRANT SELECT, INSERT ON consent.no_summary TO evenhand_worker;
GRANT SELECT ON sealed.recipient_key TO evenhand_worker;
GRANT INSERT ON sealed.seal TO evenhand_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON scratch.model_answer TO evenhand_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.step, jobs.ai_call, jobs.heartbeat TO evenhand_worker;
GRANT SELECT, INSERT ON review.available_interview, review.exhibit, review.assignment TO evenhand_worker;

-- Revealer: seals and keys; it reads what it must check for itself and writes what it opened.
GRANT USAGE ON SCHEMA sealed, review, screening, jobs TO evenhand_revealer;
GRANT SELECT, INSERT, UPDATE ON sealed.recipient_key TO evenhand_revealer;
GRANT SELECT ON sealed.seal TO evenhand_revealer;
GRANT SELECT ON review.available_interview, review.assignment, review.scorecard, review.lock TO evenhand_revealer;
GRANT SELECT, INSERT ON review.reveal TO evenhand_revealer;
GRANT SELECT ON screening.requisition, screening.template_version TO evenhand_revealer;
GRANT SELECT, INSERT, UPDATE ON jobs.heartbeat TO evenhand_revealer;

-- Law: what was published, locked, revealed, decided or logged is never changed.
CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of %.% is refused: its rows are final', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = '55000';
END $$;
CREATE TRIGGER final_rows BEFORE UPDATE OR DELETE ON ledger.pending FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_table BEFORE TRUNCATE ON ledger.pending FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE ON review.scorecard FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE ON review.lock FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE ON review.reveal FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE ON review.revision FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE ON review.decision FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE ON sealed.seal FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE OR DELETE ON screening.template_version FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE OR DELETE ON consent.notice FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE ON consent.consent FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

-- Law: separation of duties. Officers' rights span the organisation, so an officer may hold no reviewing or deciding role
-- and no place in any requisition.
CREATE FUNCTION people.keep_duties_apart() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  -- One check at a time per account, or two half-rights could be granted side by side.
  PERFORM pg_advisory_xact_lock(hashtext('evenhand.duties.' || NEW.user_id));
  IF NEW.role IN ('accommodation_officer', 'compliance_officer') AND (
       EXISTS (SELECT 1 FROM people.user_role o WHERE o.user_id = NEW.user_id AND o.role IN ('recruiter', 'reviewer', 'hiring_manager'))
    OR EXISTS (SELECT 1 FROM screening.member m WHERE m.user_id = NEW.user_id))
  OR NEW.role IN ('recruiter', 'reviewer', 'hiring_manager') AND
       EXISTS (SELECT 1 FROM people.user_role o WHERE o.user_id = NEW.user_id AND o.role IN ('accommodation_officer', 'compliance_officer')) THEN
    RAISE EXCEPTION 'duties must stay apart: an accommodation or compliance officer may not recruit, review or decide' USING ERRCODE = '23514', CONSTRAINT = 'duties_apart';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_apart BEFORE INSERT OR UPDATE ON people.user_role FOR EACH ROW EXECUTE FUNCTION people.keep_duties_apart();

CREATE FUNCTION screening.keep_duties_apart() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('evenhand.duties.' || NEW.user_id));
  IF NOT EXISTS (SELECT 1 FROM people.user_role r WHERE r.user_id = NEW.user_id AND r.role::text = NEW.duty::text) THEN
    RAISE EXCEPTION 'this person does not hold the role %', NEW.duty USING ERRCODE = '23514', CONSTRAINT = 'duty_needs_role';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_apart BEFORE INSERT OR UPDATE ON screening.member FOR EACH ROW EXECUTE FUNCTION screening.keep_duties_apart();

-- Wake-up calls: sent with the commit of the row they speak of, so nobody can forget them.
CREATE FUNCTION jobs.tell_step_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('step_due', ''); RETURN NULL; END $$;
CREATE TRIGGER tell_step_due AFTER INSERT OR UPDATE ON jobs.step FOR EACH ROW WHEN (NEW.status = 'due') EXECUTE FUNCTION jobs.tell_step_due();

CREATE FUNCTION review.tell_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('interview_locked', ''); RETURN NULL; END $$;
CREATE TRIGGER tell_locked AFTER INSERT ON review.lock FOR EACH ROW EXECUTE FUNCTION review.tell_locked();

-- Views run with their owner's rights: each shows one role just the rows it may have.
CREATE VIEW review.revealed_scorecard AS
  SELECT s.interview_id, s.round, s.reviewer_id, s.seat, s.content, s.rated_at
  FROM review.scorecard s JOIN review.reveal r USING (interview_id, round);
CREATE VIEW review.revealed_lock AS
  SELECT l.interview_id, l.round, l.medians, l.locked_at FROM review.lock l JOIN review.reveal r USING (interview_id, round);
GRANT SELECT ON review.revealed_scorecard, review.revealed_lock TO evenhand_staff, evenhand_compliance;

-- Media and transcript steps that gave up, for administrators; AI steps are never listed one by one.
CREATE VIEW jobs.dead_letter AS
  SELECT s.id, s.stage, s.error_code, s.attempt, s.updated_at, i.requisition_id
  FROM jobs.step s
  LEFT JOIN screening.take t ON s.stage = 'prepare' AND t.id = s.subject
  LEFT JOIN screening.answer a ON a.id = CASE s.stage WHEN 'prepare' THEN t.answer_id WHEN 'transcribe' THEN s.subject END
  LEFT JOIN screening.interview i ON i.id = a.interview_id
  WHERE s.status = 'dead' AND s.stage IN ('prepare', 'transcribe', 'mail');
CREATE VIEW jobs.ai_day AS
  SELECT date_trunc('day', created_at) AS day, provider, model, purpose, count(*)::int AS calls,
         count(*) FILTER (WHERE status = 'failed')::int AS failures, coalesce(sum(asked - 1), 0)::int AS asked_again,
         coalesce(sum(input_tokens), 0)::bigint AS input_tokens, coalesce(sum(output_tokens), 0)::bigint AS output_tokens,
         coalesce(sum(audio_seconds), 0)::float AS audio_seconds, coalesce(sum(cost_micros), 0)::bigint AS cost_micros
  FROM jobs.ai_call GROUP BY 1, 2, 3, 4;
CREATE VIEW jobs.backlog AS
  SELECT stage, count(*)::int AS due, min(due_at) AS oldest FROM jobs.step
  WHERE status IN ('due', 'running') AND stage IN ('prepare', 'transcribe', 'mail') GROUP BY 1;
GRANT SELECT ON jobs.dead_letter, jobs.ai_day, jobs.backlog TO evenhand_staff;

-- "Run this step again": media, transcript and mail steps only.
CREATE FUNCTION jobs.run_again(step_id uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE jobs.step SET status = 'due', attempt = 0, error_code = NULL, due_at = at, updated_at = at
  WHERE id = step_id AND status = 'dead' AND stage IN ('prepare', 'transcribe', 'mail');
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION jobs.run_again(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.run_again(uuid, timestamptz) TO evenhand_staff;

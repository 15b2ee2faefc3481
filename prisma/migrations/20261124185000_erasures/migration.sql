-- Erasure at the candidate's request: everything said by and about a person goes, in one transaction. What stays are random
-- ids and the log's digests, whose salts are gone.

CREATE TABLE "consent"."erasure" (
    "interview_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "rows_erased_at" TIMESTAMPTZ(3),
    "files" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "removed" JSONB,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("interview_id")
);
GRANT SELECT, INSERT ON consent.erasure TO evenhand_portal;
GRANT SELECT, UPDATE ON consent.erasure TO evenhand_worker;
GRANT SELECT ON consent.erasure TO evenhand_compliance;

-- Erases the rows of one interview and returns the seats that reviewers lose by it. The worker may do nothing of this by
-- itself, and only for an interview whose candidate has asked.
CREATE FUNCTION consent.erase_interview(erased uuid, at timestamptz)
RETURNS TABLE (packet_id uuid, round integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  person uuid;
  requisition uuid;
  answers uuid[];
  takes uuid[];
  requests uuid[];
  letters uuid[];
  packets uuid[];
  gone jsonb := '{}';
  counted integer;
BEGIN
  PERFORM 1 FROM consent.erasure e WHERE e.interview_id = erased AND e.rows_erased_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT i.candidate_id, i.requisition_id INTO STRICT person, requisition FROM screening.interview i WHERE i.id = erased;
  SELECT coalesce(array_agg(a.id), '{}') INTO answers FROM screening.answer a WHERE a.interview_id = erased;
  SELECT coalesce(array_agg(t.id), '{}') INTO takes FROM screening.take t WHERE t.answer_id = ANY (answers);
  SELECT coalesce(array_agg(r.id), '{}') INTO requests FROM accommodation.request r WHERE r.interview_id = erased;
  SELECT coalesce(array_agg(s.packet_id), '{}') INTO packets FROM review.assignment s WHERE s.interview_id = erased;
  SELECT coalesce(array_agg(m.id), '{}') INTO letters FROM identity.mail m
  WHERE m.candidate_id = person AND (m.requisition_id IS NULL OR m.requisition_id = requisition);

  UPDATE consent.erasure SET files = ARRAY(
    SELECT DISTINCT f.key FROM (
      SELECT t.upload_key AS key FROM screening.take t WHERE t.id = ANY (takes)
      UNION ALL SELECT unnest(ARRAY[r.media_key, r.audio_key, r.poster_key]) FROM screening.recording r WHERE r.take_id = ANY (takes)
      UNION ALL SELECT unnest(ARRAY[x.media_key, x.poster_key]) FROM review.exhibit x WHERE x.interview_id = erased
    ) f WHERE f.key IS NOT NULL)
  WHERE interview_id = erased;

  -- What people said of the candidate, and what the machine did.
  DELETE FROM review.draft d WHERE d.packet_id = ANY (packets);
  DELETE FROM review.scorecard s WHERE s.interview_id = erased;
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone || jsonb_build_object('scorecards', counted);
  DELETE FROM review.revision v WHERE v.interview_id = erased;
  DELETE FROM review.decision d WHERE d.interview_id = erased;
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone || jsonb_build_object('decisions', counted);
  DELETE FROM review.reveal r WHERE r.interview_id = erased;
  DELETE FROM review.lock l WHERE l.interview_id = erased;
  DELETE FROM review.exhibit x WHERE x.interview_id = erased;
  DELETE FROM review.open_seat o WHERE o.interview_id = erased;
  DELETE FROM review.available_interview v WHERE v.interview_id = erased;
  DELETE FROM sealed.seal s WHERE s.interview_id = erased;
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone || jsonb_build_object('summaries', counted);
  DELETE FROM sealed.arm m WHERE m.interview_id = erased;
  DELETE FROM consent.run_plan p WHERE p.interview_id = erased;
  DELETE FROM consent.no_summary n WHERE n.interview_id = erased;
  DELETE FROM scratch.model_answer m WHERE m.subject = erased OR m.subject = ANY (answers);

  -- What the candidate said.
  DELETE FROM screening.transcript t WHERE t.answer_id = ANY (answers);
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone || jsonb_build_object('transcripts', counted);
  DELETE FROM screening.caption_track c WHERE c.answer_id = ANY (answers);
  DELETE FROM screening.recording r WHERE r.take_id = ANY (takes);
  DELETE FROM screening.take t WHERE t.id = ANY (takes);
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone || jsonb_build_object('recordings', counted);
  DELETE FROM screening.answer a WHERE a.id = ANY (answers);
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone || jsonb_build_object('answers', counted);
  DELETE FROM screening.outcome o WHERE o.interview_id = erased;
  UPDATE screening.interview SET status = 'withdrawn', clarification = NULL WHERE id = erased;

  -- What was asked for and told in confidence.
  DELETE FROM accommodation.medical_detail d WHERE d.request_id = ANY (requests);
  DELETE FROM accommodation."grant" g WHERE g.request_id = ANY (requests);
  DELETE FROM accommodation.pause p WHERE p.interview_id = erased;
  DELETE FROM accommodation.request r WHERE r.id = ANY (requests);
  DELETE FROM accommodation.submitted_limits l WHERE l.interview_id = erased;
  DELETE FROM consent.human_only h WHERE h.interview_id = erased;
  DELETE FROM selfid.self_identification s WHERE s.interview_id = erased;

  -- The salts of the log's digests.
  DELETE FROM consent.submission s WHERE s.interview_id = erased;

  -- Letters, and work that is left.
  DELETE FROM jobs.step j WHERE j.stage <> 'erase'
    AND (j.subject = erased OR j.subject = ANY (answers || takes || letters));
  DELETE FROM identity.mail m WHERE m.id = ANY (letters);
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone || jsonb_build_object('letters', counted);

  -- The person, unless another interview still needs name and address.
  IF NOT EXISTS (
    SELECT 1 FROM screening.interview i LEFT JOIN consent.erasure e ON e.interview_id = i.id
    WHERE i.candidate_id = person AND i.id <> erased AND e.rows_erased_at IS NULL
  ) THEN
    UPDATE identity.candidate SET name = 'Erased', email = 'erased-' || id || '@erased.invalid', language = 'en', time_zone = NULL
    WHERE id = person;
    gone := gone || '{"person": true}';
  ELSE
    gone := gone || '{"person": false}';
  END IF;

  UPDATE consent.erasure SET rows_erased_at = at, removed = gone WHERE interview_id = erased;
  RETURN QUERY UPDATE review.assignment s SET unassigned_at = at, unassigned_reason = 'erased'
    WHERE s.interview_id = erased AND s.unassigned_at IS NULL RETURNING s.packet_id, s.round;
END $$;
REVOKE ALL ON FUNCTION consent.erase_interview(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent.erase_interview(uuid, timestamptz) TO evenhand_worker;

-- An erasure that cannot be finished must not go unnoticed.
CREATE OR REPLACE VIEW jobs.dead_letter AS
  SELECT s.id, s.stage, s.error_code, s.attempt, s.updated_at, i.requisition_id
  FROM jobs.step s
  LEFT JOIN screening.take t ON s.stage = 'prepare' AND t.id = s.subject
  LEFT JOIN screening.answer a ON a.id = CASE s.stage WHEN 'prepare' THEN t.answer_id WHEN 'transcribe' THEN s.subject END
  LEFT JOIN screening.interview i ON i.id = a.interview_id
  WHERE s.status = 'dead' AND s.stage IN ('prepare', 'transcribe', 'mail', 'erase');
CREATE OR REPLACE FUNCTION jobs.run_again(step_id uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE jobs.step SET status = 'due', attempt = 0, error_code = NULL, due_at = at, updated_at = at
  WHERE id = step_id AND status = 'dead' AND stage IN ('prepare', 'transcribe', 'mail', 'erase');
  RETURN FOUND;
END $$;

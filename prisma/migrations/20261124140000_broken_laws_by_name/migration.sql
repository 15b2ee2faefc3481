-- The driver passes no constraint name on, but it passes the hint on: the law's name travels there as well.
CREATE OR REPLACE FUNCTION people.keep_duties_apart() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  -- One check at a time per account, or two half-rights could be granted side by side.
  PERFORM pg_advisory_xact_lock(hashtext('evenhand.duties.' || NEW.user_id));
  IF NEW.role IN ('accommodation_officer', 'compliance_officer') AND (
       EXISTS (SELECT 1 FROM people.user_role o WHERE o.user_id = NEW.user_id AND o.role IN ('recruiter', 'reviewer', 'hiring_manager'))
    OR EXISTS (SELECT 1 FROM screening.member m WHERE m.user_id = NEW.user_id))
  OR NEW.role IN ('recruiter', 'reviewer', 'hiring_manager') AND
       EXISTS (SELECT 1 FROM people.user_role o WHERE o.user_id = NEW.user_id AND o.role IN ('accommodation_officer', 'compliance_officer')) THEN
    RAISE EXCEPTION 'duties must stay apart: an accommodation or compliance officer may not recruit, review or decide'
      USING ERRCODE = '23514', CONSTRAINT = 'duties_apart', HINT = 'duties_apart';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION screening.keep_duties_apart() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('evenhand.duties.' || NEW.user_id));
  IF NOT EXISTS (SELECT 1 FROM people.user_role r WHERE r.user_id = NEW.user_id AND r.role::text = NEW.duty::text) THEN
    RAISE EXCEPTION 'this person does not hold the role %', NEW.duty
      USING ERRCODE = '23514', CONSTRAINT = 'duty_needs_role', HINT = 'duty_needs_role';
  END IF;
  RETURN NEW;
END $$;

-- Evidence packs: whether the asking recruiter belongs to the requisition, and what proves each scorecard, once revealed.
GRANT SELECT ON screening.member TO evenhand_compliance;
CREATE VIEW review.scorecard_evidence AS
  SELECT s.interview_id, s.round, s.packet_id, s.seat, s.content, s.salt, s.digest, s.rated_at
  FROM review.scorecard s JOIN review.reveal r USING (interview_id, round);
GRANT SELECT ON review.scorecard_evidence TO evenhand_compliance;

-- Only the portal makes further links.
REVOKE ALL ON screening.invitation_link FROM evenhand_staff;

-- A pack tells whose rating a revision changed; and its template's publication is found without reading the whole log.
CREATE OR REPLACE VIEW review.scorecard_evidence AS
  SELECT s.interview_id, s.round, s.packet_id, s.seat, s.content, s.salt, s.digest, s.rated_at, s.reviewer_id
  FROM review.scorecard s JOIN review.reveal r USING (interview_id, round);
CREATE INDEX pending_template ON ledger.pending ((entry::jsonb ->> 'template')) WHERE type = 'requisition-published';

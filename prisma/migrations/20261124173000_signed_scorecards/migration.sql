-- What a reviewer's key signed of a scorecard. Scorecards from before there were keys have none; they open nothing any more.
ALTER TABLE "review"."scorecard" ADD COLUMN     "key" TEXT,
ADD COLUMN     "root" TEXT,
ADD COLUMN     "signature" TEXT;

-- Evidence packs prove each scorecard once it is revealed.
CREATE OR REPLACE VIEW review.scorecard_evidence AS
  SELECT s.interview_id, s.round, s.packet_id, s.seat, s.content, s.salt, s.digest, s.rated_at, s.reviewer_id,
         s.key, s.root, s.signature
  FROM review.scorecard s JOIN review.reveal r USING (interview_id, round);

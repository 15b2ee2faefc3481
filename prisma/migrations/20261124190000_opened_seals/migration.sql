-- What lay in a seal, to the letter, and the salt of its commitment: without both nobody could check that what was shown is
-- what was sealed. Goes with the reveal it belongs to when a candidate is erased.
CREATE TABLE "review"."opened_seal" (
    "interview_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "run" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "opened_seal_pkey" PRIMARY KEY ("interview_id","round","run")
);

-- AddForeignKey
ALTER TABLE "review"."opened_seal" ADD CONSTRAINT "opened_seal_interview_id_round_fkey" FOREIGN KEY ("interview_id", "round") REFERENCES "review"."reveal"("interview_id", "round") ON DELETE CASCADE ON UPDATE RESTRICT;

CREATE TRIGGER final_rows BEFORE UPDATE ON review.opened_seal FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
GRANT SELECT, INSERT ON review.opened_seal TO evenhand_revealer;
GRANT SELECT ON review.opened_seal TO evenhand_compliance;

-- AlterTable
ALTER TABLE "consent"."consent" ADD COLUMN     "salt" BYTEA NOT NULL DEFAULT (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- CreateTable
CREATE TABLE "accommodation"."submitted_limits" (
    "interview_id" UUID NOT NULL,
    "limits" JSONB NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "submitted_limits_pkey" PRIMARY KEY ("interview_id")
);

-- CreateTable
CREATE TABLE "consent"."submission" (
    "interview_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "salt" BYTEA NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("interview_id")
);

-- CreateTable
CREATE TABLE "screening"."invitation_link" (
    "token_hash" TEXT NOT NULL,
    "invitation_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "invitation_link_invitation_id_created_at_idx" ON "screening"."invitation_link"("invitation_id", "created_at");

-- AddForeignKey
ALTER TABLE "screening"."invitation_link" ADD CONSTRAINT "invitation_link_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "screening"."invitation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


GRANT SELECT, INSERT ON screening.invitation_link TO evenhand_portal, evenhand_staff;

-- What was submitted is final. Compliance may open its digests, the accommodation officer those of the limits.
GRANT SELECT, INSERT ON consent.submission TO evenhand_portal;
GRANT SELECT ON consent.submission TO evenhand_compliance;
GRANT SELECT, INSERT ON accommodation.submitted_limits TO evenhand_portal;
GRANT SELECT ON accommodation.submitted_limits TO evenhand_accommodation;
CREATE TRIGGER final_rows BEFORE UPDATE ON consent.submission FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE ON accommodation.submitted_limits FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

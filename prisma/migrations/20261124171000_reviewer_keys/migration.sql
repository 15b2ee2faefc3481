-- Keys reviewers sign scorecards with.
CREATE TABLE "people"."reviewer_key" (
    "key" TEXT NOT NULL,
    "account" UUID NOT NULL,
    "public_key" BYTEA NOT NULL,
    "device" TEXT NOT NULL,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "reviewer_key_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "reviewer_key_account_enrolled_at_idx" ON "people"."reviewer_key"("account", "enrolled_at");

-- AddForeignKey
ALTER TABLE "people"."reviewer_key" ADD CONSTRAINT "reviewer_key_account_fkey" FOREIGN KEY ("account") REFERENCES "people"."user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Law: a key is named by its digest.
ALTER TABLE people.reviewer_key ADD CONSTRAINT key_is_digest CHECK (octet_length(public_key) = 32 AND key = encode(sha256(public_key), 'hex'));

-- Law: what was enrolled stays as it was; it is retired once, and never again in use.
CREATE TRIGGER final_rows BEFORE UPDATE ON people.reviewer_key FOR EACH ROW
  WHEN (OLD.retired_at IS NOT NULL OR (OLD.key, OLD.account, OLD.public_key, OLD.device, OLD.enrolled_at) IS DISTINCT FROM (NEW.key, NEW.account, NEW.public_key, NEW.device, NEW.enrolled_at))
  EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kept_rows BEFORE DELETE ON people.reviewer_key FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

-- Keys are enrolled and retired under sign-in, and their owner is told by mail each time.
GRANT SELECT, INSERT, UPDATE (retired_at) ON people.reviewer_key TO evenhand_signin;
GRANT USAGE ON SCHEMA identity, jobs TO evenhand_signin;
GRANT INSERT ON identity.mail, jobs.step TO evenhand_signin;

-- Whoever must know whether a scorecard was signed: where it is locked, where it is revealed, where it is proved.
GRANT USAGE ON SCHEMA people TO evenhand_review, evenhand_compliance, evenhand_revealer;
GRANT SELECT ON people.reviewer_key TO evenhand_review, evenhand_compliance, evenhand_revealer;

-- AlterTable
ALTER TABLE "review"."available_interview" ADD COLUMN     "open_seats" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "available_interview_open_seats_available_at_idx" ON "review"."available_interview"("open_seats", "available_at");

-- CreateIndex
CREATE INDEX "lock_locked_at_idx" ON "review"."lock"("locked_at");

-- Only the number of seats still to be given changes; what reviewers may have does not.
GRANT UPDATE (open_seats) ON review.available_interview TO evenhand_worker;

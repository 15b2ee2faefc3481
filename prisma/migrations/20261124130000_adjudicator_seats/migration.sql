-- AlterTable
ALTER TABLE "review"."decision" ADD COLUMN     "salt" BYTEA NOT NULL;

-- AlterTable
ALTER TABLE "review"."revision" ADD COLUMN     "salt" BYTEA NOT NULL;

-- CreateTable
CREATE TABLE "review"."open_seat" (
    "interview_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "requisition_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "open_seat_pkey" PRIMARY KEY ("interview_id","round")
);

-- CreateIndex
CREATE INDEX "open_seat_requisition_id_idx" ON "review"."open_seat"("requisition_id");


GRANT SELECT, INSERT, DELETE ON review.open_seat TO evenhand_review;

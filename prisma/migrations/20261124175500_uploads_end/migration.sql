-- Recordings as they came are removed once they are prepared; when that was done stays known.
ALTER TABLE "screening"."recording" ADD COLUMN "upload_removed_at" TIMESTAMPTZ(3);
CREATE INDEX "recording_upload_removed_at_prepared_at_idx" ON "screening"."recording"("upload_removed_at", "prepared_at");

-- CreateIndex
CREATE INDEX "take_upload_key_idx" ON "screening"."take"("upload_key");

-- CreateIndex
CREATE INDEX "take_status_created_at_idx" ON "screening"."take"("status", "created_at");


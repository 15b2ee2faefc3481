-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "accommodation";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "consent";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "identity";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "jobs";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "ledger";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "people";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "review";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "scratch";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "screening";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "sealed";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "selfid";

-- CreateEnum
CREATE TYPE "accommodation"."request_status" AS ENUM ('pending', 'granted', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "jobs"."step_status" AS ENUM ('due', 'running', 'done', 'dead');

-- CreateEnum
CREATE TYPE "jobs"."call_status" AS ENUM ('asked', 'received', 'failed');

-- CreateEnum
CREATE TYPE "people"."role" AS ENUM ('recruiter', 'reviewer', 'hiring_manager', 'accommodation_officer', 'compliance_officer', 'auditor', 'administrator');

-- CreateEnum
CREATE TYPE "review"."seat" AS ENUM ('required', 'adjudicator');

-- CreateEnum
CREATE TYPE "screening"."requisition_status" AS ENUM ('draft', 'open', 'closed');

-- CreateEnum
CREATE TYPE "screening"."duty" AS ENUM ('recruiter', 'reviewer', 'hiring_manager');

-- CreateEnum
CREATE TYPE "screening"."interview_status" AS ENUM ('invited', 'in_progress', 'submitted', 'withdrawn');

-- CreateEnum
CREATE TYPE "screening"."answer_kind" AS ENUM ('video', 'audio', 'text');

-- CreateEnum
CREATE TYPE "screening"."take_status" AS ENUM ('open', 'stored', 'prepared', 'refused', 'discarded');

-- CreateTable
CREATE TABLE "accommodation"."request" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interview_id" UUID NOT NULL,
    "dials" TEXT[],
    "note" TEXT NOT NULL,
    "status" "accommodation"."request_status" NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "reply" TEXT,

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accommodation"."grant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "dial" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent"."notice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent"."consent" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interview_id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "transcription" BOOLEAN NOT NULL,
    "ai_assessment" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent"."no_summary" (
    "interview_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "no_summary_pkey" PRIMARY KEY ("interview_id","run")
);

-- CreateTable
CREATE TABLE "identity"."candidate" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity"."mail" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "candidate_id" UUID,
    "requisition_id" UUID,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jobs"."step" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "subject" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "status" "jobs"."step_status" NOT NULL DEFAULT 'due',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jobs"."ai_call" (
    "hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "subject" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "prompt_id" TEXT,
    "prompt_hash" TEXT,
    "run" INTEGER NOT NULL,
    "sample" INTEGER NOT NULL,
    "status" "jobs"."call_status" NOT NULL DEFAULT 'asked',
    "asked" INTEGER NOT NULL DEFAULT 1,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "audio_seconds" DOUBLE PRECISION,
    "cost_micros" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3),

    CONSTRAINT "ai_call_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "jobs"."heartbeat" (
    "name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "ledger"."pending" (
    "position" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pending_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "people"."user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people"."user_role" (
    "user_id" UUID NOT NULL,
    "role" "people"."role" NOT NULL,

    CONSTRAINT "user_role_pkey" PRIMARY KEY ("user_id","role")
);

-- CreateTable
CREATE TABLE "people"."session" (
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "review"."available_interview" (
    "interview_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "requisition_id" UUID NOT NULL,
    "template_version_id" UUID NOT NULL,
    "candidate_name" TEXT,
    "available_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "available_interview_pkey" PRIMARY KEY ("interview_id","round")
);

-- CreateTable
CREATE TABLE "review"."exhibit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interview_id" UUID NOT NULL,
    "question_id" TEXT,
    "text" TEXT,
    "media_key" TEXT,
    "media_type" TEXT,
    "poster_key" TEXT,
    "duration_ms" INTEGER,
    "peaks" JSONB,
    "silences" JSONB,
    "segments" JSONB,
    "captions_vtt" TEXT,

    CONSTRAINT "exhibit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review"."assignment" (
    "packet_id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "requisition_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "seat" "review"."seat" NOT NULL,
    "place" INTEGER NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "unassigned_at" TIMESTAMPTZ(3),
    "unassigned_reason" TEXT,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("packet_id")
);

-- CreateTable
CREATE TABLE "review"."draft" (
    "packet_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("packet_id")
);

-- CreateTable
CREATE TABLE "review"."scorecard" (
    "packet_id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "seat" "review"."seat" NOT NULL,
    "content" JSONB NOT NULL,
    "salt" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,
    "rated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scorecard_pkey" PRIMARY KEY ("packet_id")
);

-- CreateTable
CREATE TABLE "review"."lock" (
    "interview_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "medians" JSONB NOT NULL,
    "locked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lock_pkey" PRIMARY KEY ("interview_id","round")
);

-- CreateTable
CREATE TABLE "review"."reveal" (
    "interview_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "summary" JSONB,
    "revealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reveal_pkey" PRIMARY KEY ("interview_id","round")
);

-- CreateTable
CREATE TABLE "review"."revision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interview_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "question_id" TEXT NOT NULL,
    "criterion_id" TEXT NOT NULL,
    "rating" INTEGER,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review"."decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interview_id" UUID NOT NULL,
    "decided_by" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "reasons" JSONB NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scratch"."model_answer" (
    "call_hash" TEXT NOT NULL,
    "subject" UUID NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_answer_pkey" PRIMARY KEY ("call_hash")
);

-- CreateTable
CREATE TABLE "screening"."requisition" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "status" "screening"."requisition_status" NOT NULL DEFAULT 'draft',
    "promised_days" INTEGER NOT NULL DEFAULT 14,
    "contact_email" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "synthetic" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "requisition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening"."template_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "requisition_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "content_hash" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening"."member" (
    "requisition_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "duty" "screening"."duty" NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("requisition_id","user_id","duty")
);

-- CreateTable
CREATE TABLE "screening"."requisition_link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "requisition_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "requisition_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening"."invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "requisition_id" UUID NOT NULL,
    "candidate_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening"."interview" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "requisition_id" UUID NOT NULL,
    "template_version_id" UUID NOT NULL,
    "invitation_id" UUID NOT NULL,
    "candidate_id" UUID NOT NULL,
    "status" "screening"."interview_status" NOT NULL DEFAULT 'invited',
    "clarification" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "interview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening"."answer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interview_id" UUID NOT NULL,
    "question_id" TEXT NOT NULL,
    "kind" "screening"."answer_kind" NOT NULL,
    "text" TEXT,
    "chosen_take_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening"."take" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "answer_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "screening"."answer_kind" NOT NULL,
    "status" "screening"."take_status" NOT NULL DEFAULT 'open',
    "counted" BOOLEAN NOT NULL DEFAULT true,
    "declared_type" TEXT NOT NULL,
    "upload_key" TEXT NOT NULL,
    "bytes" BIGINT,
    "sha256" TEXT,
    "refusal_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "stored_at" TIMESTAMPTZ(3),

    CONSTRAINT "take_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening"."recording" (
    "take_id" UUID NOT NULL,
    "media_key" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "audio_key" TEXT NOT NULL,
    "poster_key" TEXT,
    "peaks" JSONB NOT NULL,
    "loudness" DOUBLE PRECISION,
    "voiced_ms" INTEGER NOT NULL,
    "silences" JSONB NOT NULL,
    "clipped_ratio" DOUBLE PRECISION NOT NULL,
    "flags" TEXT[],
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recording_pkey" PRIMARY KEY ("take_id")
);

-- CreateTable
CREATE TABLE "screening"."caption_track" (
    "answer_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "vtt" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "caption_track_pkey" PRIMARY KEY ("answer_id")
);

-- CreateTable
CREATE TABLE "screening"."transcript" (
    "answer_id" UUID NOT NULL,
    "engine" TEXT NOT NULL,
    "model" TEXT,
    "language" TEXT,
    "text" TEXT NOT NULL,
    "segments" JSONB NOT NULL,
    "captions_vtt" TEXT,
    "reasons" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transcript_pkey" PRIMARY KEY ("answer_id")
);

-- CreateTable
CREATE TABLE "screening"."outcome" (
    "interview_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("interview_id")
);

-- CreateTable
CREATE TABLE "sealed"."recipient_key" (
    "id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "recipient_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed"."seal" (
    "interview_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "key_id" TEXT NOT NULL,
    "encapsulated" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "commitment" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("interview_id","run")
);

-- CreateTable
CREATE TABLE "selfid"."self_identification" (
    "interview_id" UUID NOT NULL,
    "requisition_id" UUID NOT NULL,
    "answers" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "self_identification_pkey" PRIMARY KEY ("interview_id")
);

-- CreateIndex
CREATE INDEX "request_interview_id_idx" ON "accommodation"."request"("interview_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_version_language_key" ON "consent"."notice"("version", "language");

-- CreateIndex
CREATE INDEX "consent_interview_id_created_at_idx" ON "consent"."consent"("interview_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_email_key" ON "identity"."candidate"("email");

-- CreateIndex
CREATE INDEX "mail_created_at_id_idx" ON "identity"."mail"("created_at", "id");

-- CreateIndex
CREATE INDEX "step_status_due_at_idx" ON "jobs"."step"("status", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "step_subject_stage_input_hash_key" ON "jobs"."step"("subject", "stage", "input_hash");

-- CreateIndex
CREATE INDEX "ai_call_subject_idx" ON "jobs"."ai_call"("subject");

-- CreateIndex
CREATE INDEX "ai_call_created_at_idx" ON "jobs"."ai_call"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "pending_id_key" ON "ledger"."pending"("id");

-- CreateIndex
CREATE INDEX "pending_type_idx" ON "ledger"."pending"("type");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "people"."user"("email");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "people"."session"("user_id");

-- CreateIndex
CREATE INDEX "available_interview_requisition_id_idx" ON "review"."available_interview"("requisition_id");

-- CreateIndex
CREATE UNIQUE INDEX "exhibit_interview_id_question_id_key" ON "review"."exhibit"("interview_id", "question_id");

-- CreateIndex
CREATE INDEX "assignment_reviewer_id_place_idx" ON "review"."assignment"("reviewer_id", "place");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_interview_id_round_reviewer_id_key" ON "review"."assignment"("interview_id", "round", "reviewer_id");

-- CreateIndex
CREATE UNIQUE INDEX "scorecard_interview_id_round_reviewer_id_key" ON "review"."scorecard"("interview_id", "round", "reviewer_id");

-- CreateIndex
CREATE INDEX "revision_interview_id_round_idx" ON "review"."revision"("interview_id", "round");

-- CreateIndex
CREATE UNIQUE INDEX "decision_interview_id_key" ON "review"."decision"("interview_id");

-- CreateIndex
CREATE INDEX "model_answer_subject_idx" ON "scratch"."model_answer"("subject");

-- CreateIndex
CREATE INDEX "requisition_created_at_id_idx" ON "screening"."requisition"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_requisition_id_number_key" ON "screening"."template_version"("requisition_id", "number");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "screening"."member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "requisition_link_token_hash_key" ON "screening"."requisition_link"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "screening"."invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_requisition_id_candidate_id_key" ON "screening"."invitation"("requisition_id", "candidate_id");

-- CreateIndex
CREATE UNIQUE INDEX "interview_invitation_id_key" ON "screening"."interview"("invitation_id");

-- CreateIndex
CREATE INDEX "interview_requisition_id_created_at_id_idx" ON "screening"."interview"("requisition_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "answer_interview_id_question_id_key" ON "screening"."answer"("interview_id", "question_id");

-- CreateIndex
CREATE UNIQUE INDEX "take_answer_id_number_key" ON "screening"."take"("answer_id", "number");

-- AddForeignKey
ALTER TABLE "accommodation"."grant" ADD CONSTRAINT "grant_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "accommodation"."request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent"."consent" ADD CONSTRAINT "consent_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "consent"."notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."user_role" ADD CONSTRAINT "user_role_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "people"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "people"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."template_version" ADD CONSTRAINT "template_version_requisition_id_fkey" FOREIGN KEY ("requisition_id") REFERENCES "screening"."requisition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."member" ADD CONSTRAINT "member_requisition_id_fkey" FOREIGN KEY ("requisition_id") REFERENCES "screening"."requisition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."requisition_link" ADD CONSTRAINT "requisition_link_requisition_id_fkey" FOREIGN KEY ("requisition_id") REFERENCES "screening"."requisition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."invitation" ADD CONSTRAINT "invitation_requisition_id_fkey" FOREIGN KEY ("requisition_id") REFERENCES "screening"."requisition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."interview" ADD CONSTRAINT "interview_requisition_id_fkey" FOREIGN KEY ("requisition_id") REFERENCES "screening"."requisition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."interview" ADD CONSTRAINT "interview_template_version_id_fkey" FOREIGN KEY ("template_version_id") REFERENCES "screening"."template_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."interview" ADD CONSTRAINT "interview_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "screening"."invitation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."answer" ADD CONSTRAINT "answer_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "screening"."interview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."take" ADD CONSTRAINT "take_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "screening"."answer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."recording" ADD CONSTRAINT "recording_take_id_fkey" FOREIGN KEY ("take_id") REFERENCES "screening"."take"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."caption_track" ADD CONSTRAINT "caption_track_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "screening"."answer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening"."transcript" ADD CONSTRAINT "transcript_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "screening"."answer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


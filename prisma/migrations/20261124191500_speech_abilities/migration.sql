-- What a speech engine can do is found out once, for all workers.
CREATE TABLE "jobs"."speech_ability" (
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "times" BOOLEAN NOT NULL,
    "probed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "speech_ability_pkey" PRIMARY KEY ("provider","model")
);
GRANT SELECT, INSERT ON jobs.speech_ability TO evenhand_worker;

-- The log as a tree (RFC 6962): the sequencer gives every pending entry an index, keeps the complete subtrees over them and
-- signs checkpoints. What it wrote is final.

-- Entries become visible in the order of their commits, not of their positions. By the transaction they were written in, the
-- sequencer knows which it has seen all of, without reading the whole log again.
ALTER TABLE "ledger"."pending" ADD COLUMN "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX "pending_transaction_idx" ON "ledger"."pending"("transaction");

-- Who adds an entry chooses neither its position nor its transaction.
REVOKE INSERT ON ledger.pending FROM evenhand_signin, evenhand_portal, evenhand_staff, evenhand_review, evenhand_accommodation, evenhand_compliance, evenhand_audit, evenhand_worker, evenhand_revealer;
GRANT INSERT (id, type, entry, created_at) ON ledger.pending TO evenhand_signin, evenhand_portal, evenhand_staff, evenhand_review, evenhand_accommodation, evenhand_compliance, evenhand_audit, evenhand_worker, evenhand_revealer;

CREATE TABLE "ledger"."leaf" (
    "index" BIGINT NOT NULL,
    "pending_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "leaf_pkey" PRIMARY KEY ("index")
);
CREATE UNIQUE INDEX "leaf_pending_id_key" ON "ledger"."leaf"("pending_id");
ALTER TABLE "ledger"."leaf" ADD CONSTRAINT "leaf_pending_id_fkey" FOREIGN KEY ("pending_id") REFERENCES "ledger"."pending"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE "ledger"."subtree" (
    "level" SMALLINT NOT NULL,
    "index" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "subtree_pkey" PRIMARY KEY ("level","index")
);
ALTER TABLE ledger.subtree ADD CONSTRAINT subtree_is_one CHECK (level BETWEEN 1 AND 53 AND index >= 0 AND octet_length(hash) = 32);

CREATE TABLE "ledger"."checkpoint" (
    "size" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("size")
);
ALTER TABLE ledger.checkpoint ADD CONSTRAINT checkpoint_says_something CHECK (size > 0);

-- Law: indexes have no gaps, and a leaf is SHA-256(0x00 ‖ entry). Checked for what one statement adds; with the primary key
-- and the refusal of every change below, that holds for the whole table.
CREATE FUNCTION ledger.keep_leaves_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  first bigint;
BEGIN
  SELECT min(index) INTO first FROM added;
  IF first IS NULL THEN RETURN NULL; END IF;
  IF (SELECT max(index) - min(index) + 1 <> count(*) FROM added)
     OR first < 0
     OR (first > 0 AND NOT EXISTS (SELECT FROM ledger.leaf WHERE index = first - 1)) THEN
    RAISE EXCEPTION 'The log would have a gap' USING ERRCODE = '23514', CONSTRAINT = 'no_gaps';
  END IF;
  IF EXISTS (
    SELECT FROM added a JOIN ledger.pending p ON p.id = a.pending_id
    WHERE a.hash <> sha256('\x00'::bytea || convert_to(p.entry, 'UTF8'))
  ) THEN
    RAISE EXCEPTION 'A leaf is not the hash of its entry' USING ERRCODE = '23514', CONSTRAINT = 'leaf_is_entry';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER whole_leaves AFTER INSERT ON ledger.leaf REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.keep_leaves_whole();

-- Law: what is in the log is never changed.
CREATE TRIGGER final_rows BEFORE UPDATE OR DELETE ON ledger.leaf FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_table BEFORE TRUNCATE ON ledger.leaf FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE OR DELETE ON ledger.subtree FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_table BEFORE TRUNCATE ON ledger.subtree FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE OR DELETE ON ledger.checkpoint FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_table BEFORE TRUNCATE ON ledger.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- The sequencer lives in the revealer, which alone holds the log key.
GRANT SELECT, INSERT ON ledger.leaf, ledger.subtree, ledger.checkpoint TO evenhand_revealer;

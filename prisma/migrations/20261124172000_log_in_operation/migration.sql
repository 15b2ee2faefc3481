-- The log at work: its keys, what witnesses say of it, and who may read how much of it.

-- Public halves of the keys that sign checkpoints, in the order in which they were taken into use.
CREATE TABLE "ledger"."log_key" (
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_key_pkey" PRIMARY KEY ("key")
);

-- Cosignatures (C2SP tlog-cosignature): one per witness and checkpoint, as a line of the signed note.
CREATE TABLE "ledger"."cosignature" (
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cosignature_pkey" PRIMARY KEY ("size","witness")
);
ALTER TABLE "ledger"."cosignature" ADD CONSTRAINT "cosignature_size_fkey" FOREIGN KEY ("size") REFERENCES "ledger"."checkpoint"("size") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Law: what is in the log is never changed.
CREATE TRIGGER final_rows BEFORE UPDATE OR DELETE ON ledger.log_key FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_table BEFORE TRUNCATE ON ledger.log_key FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_rows BEFORE UPDATE OR DELETE ON ledger.cosignature FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER final_table BEFORE TRUNCATE ON ledger.cosignature FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

GRANT SELECT, INSERT ON ledger.log_key TO evenhand_revealer;
GRANT SELECT ON ledger.cosignature TO evenhand_revealer;
-- Compliance gives proofs out and takes cosignatures in.
GRANT SELECT ON ledger.leaf, ledger.subtree, ledger.checkpoint, ledger.log_key TO evenhand_compliance;
GRANT SELECT, INSERT ON ledger.cosignature TO evenhand_compliance;

-- Entries about one interview are asked for all the time.
CREATE INDEX pending_interview_idx ON ledger.pending ((entry::jsonb ->> 'interview'));

-- The root of a checkpoint, hex. A root is all that reviewers get: the size of the log would tell what happens in it.
CREATE FUNCTION ledger.root_of(note text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
  RETURN encode(decode(split_part(note, E'\n', 3), 'base64'), 'hex');
CREATE INDEX checkpoint_root_idx ON ledger.checkpoint (ledger.root_of(note));
CREATE VIEW ledger.newest_root AS
  SELECT ledger.root_of(note) AS root FROM ledger.checkpoint ORDER BY size DESC LIMIT 1;
GRANT SELECT ON ledger.newest_root TO evenhand_review;

-- Whether the log had this root after everything that is sealed about an interview's round was in it. False for a root that
-- no checkpoint ever had.
CREATE FUNCTION ledger.root_covers_seals(root text, of_interview uuid, of_round int) RETURNS boolean
  LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) > 0 AND coalesce(bool_and(l.index < c.size), false)
  FROM ledger.pending p
  LEFT JOIN ledger.leaf l ON l.pending_id = p.id
  CROSS JOIN (SELECT max(size) AS size FROM ledger.checkpoint WHERE ledger.root_of(note) = root) c
  WHERE p.entry::jsonb ->> 'interview' = of_interview::text AND p.type = 'sealed' AND (p.entry::jsonb ->> 'round')::int = of_round
$$;
REVOKE ALL ON FUNCTION ledger.root_covers_seals(text, uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.root_covers_seals(text, uuid, int) TO evenhand_review;

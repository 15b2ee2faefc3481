-- A seal that waits for its place in the log is covered by no root: until now it was overlooked when another one had its place.
CREATE OR REPLACE FUNCTION ledger.root_covers_seals(root text, of_interview uuid, of_round int) RETURNS boolean
  LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) > 0 AND coalesce(bool_and(coalesce(l.index < c.size, false)), false)
  FROM ledger.pending p
  LEFT JOIN ledger.leaf l ON l.pending_id = p.id
  CROSS JOIN (SELECT max(size) AS size FROM ledger.checkpoint WHERE ledger.root_of(note) = root) c
  WHERE p.entry::jsonb ->> 'interview' = of_interview::text AND p.type = 'sealed' AND (p.entry::jsonb ->> 'round')::int = of_round
$$;

-- A cohort is revealed only when nobody can join it any more: the revealer must know who may still submit, and until when.
GRANT SELECT (invitation_id) ON screening.interview TO evenhand_revealer;
GRANT SELECT (id, expires_at) ON screening.invitation TO evenhand_revealer;

import type { Difference } from './comparison.ts';
import type { TrialPlan } from './trial.ts';

/** A leak planted on purpose from outside, to see that it is noticed. Nothing of it is in the product. */
export interface Plant {
  readonly name: string;
  /** What leaks what. */
  readonly says: string;
  /** Done to the database of a run before it begins. */
  readonly sql?: string;
  /** Whether the program is changed while it is loaded; inside/planted.ts says how. */
  readonly inside?: boolean;
  /** Noticed by the search for what the machine said, and not by comparing. */
  readonly canary?: boolean;
  /** Those of one group can be planted together and still be told apart; those of 2 and 3 show before anybody rates. */
  readonly group: 1 | 2 | 3;
  /** Whether a difference is this one's. */
  caught(difference: Difference): boolean;
}

/** What the machine said about an interview's candidate; null when it was not asked. */
const levelOf = (interview: string): string => `(SELECT max(h.level) FROM noninterference.heard h
  JOIN identity.candidate c ON split_part(c.email, '@', 1) = h.candidate
  JOIN screening.interview i ON i.candidate_id = c.id WHERE i.id = ${interview})`;

/** A trigger that does what its owner may. */
const trigger = (name: string, event: string, body: string): string => `
  CREATE FUNCTION noninterference.${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN ${body} RETURN NEW; END $$;
  CREATE TRIGGER ${name} ${event} FOR EACH ROW EXECUTE FUNCTION noninterference.${name}()`;

type Kind = Difference['kind'];
const at =
  (kind: Kind, ...marks: readonly string[]): Plant['caught'] =>
  (difference) =>
    difference.kind === kind &&
    marks.every((mark) => `${difference.where} ${difference.one} ${difference.other}`.includes(mark));

export const plants: readonly Plant[] = [
  {
    name: 'order',
    says: 'The queue of a reviewer begins with whom the machine likes.',
    sql: trigger(
      'leak_order',
      'BEFORE INSERT ON review.assignment',
      `NEW.place := 900000 - 100000 * coalesce(${levelOf('NEW.interview_id')}, 0) + NEW.place % 1000;`,
    ),
    group: 2,
    caught: at('response', 'when reviewers may begin', '/api/review/queue'),
  },
  {
    name: 'early',
    says: 'Interviews that no model may see become available at once.',
    sql: trigger(
      'leak_early',
      'BEFORE INSERT ON jobs.step',
      `IF NEW.stage = 'seal' AND NOT (SELECT ai_assessment FROM consent.consent WHERE interview_id = NEW.subject
        ORDER BY created_at DESC LIMIT 1) THEN NEW.due_at := NEW.created_at; END IF;`,
    ),
    group: 3,
    caught: at('response', 'when all have submitted', '/api/review/queue'),
  },
  {
    name: 'count',
    says: 'The number of interviews left counts accommodations too.',
    inside: true,
    group: 1,
    caught: at('response', '/api/review/queue', '"left'),
  },
  {
    name: 'header',
    says: 'A header says how many summaries there are.',
    inside: true,
    group: 1,
    caught: at('response', 'GET /api/requisitions', 'x-summaries'),
  },
  {
    name: 'etag',
    says: 'An ETag changes with what the machine said.',
    inside: true,
    group: 1,
    caught: at('response', 'GET /api/requisitions/', 'etag'),
  },
  {
    name: 'cookie',
    says: 'A cookie changes with self-identification.',
    inside: true,
    group: 1,
    caught: at('response', 'GET /api/session', 'seen='),
  },
  {
    name: 'length',
    says: 'An answer is a few spaces longer for every accommodation.',
    inside: true,
    group: 1,
    caught: at('response', 'GET /api/colleagues', 'content-length'),
  },
  {
    name: 'status',
    says: 'Whoever is too early gets another status when more people have identified themselves.',
    inside: true,
    group: 1,
    caught: at('response', '/revisions', ',409,'),
  },
  {
    name: 'error-text',
    says: 'The text of an error tells the scores.',
    inside: true,
    group: 1,
    caught: at('response', '/reveal'),
  },
  {
    name: 'readiness',
    says: 'The readiness check counts interviews that models may see.',
    inside: true,
    group: 1,
    caught: at('response', 'GET /api/health/ready'),
  },
  {
    name: 'csv',
    says: 'A list can be had as CSV, with a column too many.',
    inside: true,
    group: 1,
    caught: at('response', '/interviews', 't/csv'),
  },
  {
    name: 'extra-query',
    says: 'One more query is made when there are many accommodations; the answer is the same.',
    inside: true,
    group: 1,
    caught: at('statements', 'GET /api/people', 'planted'),
  },
  {
    name: 'row-count',
    says: 'A query gives as many rows as a model was asked about people; the answer is the same.',
    inside: true,
    group: 1,
    caught: at('statements', 'GET /api/session', 'planted'),
  },
  {
    name: 'event',
    says: 'The call that an interview is locked carries its score.',
    sql: trigger(
      'leak_event',
      'AFTER INSERT ON review.lock',
      `PERFORM pg_notify('interview_locked', ${levelOf('NEW.interview_id')}::text);`,
    ),
    group: 1,
    caught: at('event', 'interview_locked'),
  },
  {
    name: 'mail',
    says: 'The recruiter is told by mail that an interview is available, and in which words the machine likes it.',
    sql: trigger(
      'leak_mail',
      'AFTER INSERT ON review.available_interview',
      `INSERT INTO identity.mail (id, kind, recipient, subject, text, created_at) VALUES (md5(NEW.interview_id::text)::uuid,
         'available', 'recruiter@example.org', 'Available', 'It is at level ' || coalesce(${levelOf('NEW.interview_id')}, 0), NEW.available_at);
       INSERT INTO jobs.step (subject, stage, input_hash, due_at, created_at, updated_at)
         VALUES (md5(NEW.interview_id::text)::uuid, 'mail', '', NEW.available_at, NEW.available_at, now());`,
    ),
    group: 1,
    caught: at('mail', 'It is at level'),
  },
  {
    name: 'transcript',
    says: 'The transcript reviewers get looks better where a model may see it.',
    sql: trigger(
      'leak_transcript',
      'BEFORE INSERT ON review.exhibit',
      `IF (SELECT ai_assessment FROM consent.consent WHERE interview_id = NEW.interview_id ORDER BY created_at DESC LIMIT 1)
         THEN NEW.segments := replace(NEW.segments::text, '"text": "I', '"text": "Well, I')::jsonb; END IF;`,
    ),
    group: 1,
    caught: at('response', 'rates', '/api/review/packets/', 'content-length'),
  },
  {
    name: 'canary-log',
    says: 'The worker logs what the machine said.',
    inside: true,
    canary: true,
    group: 1,
    caught: at('canary', 'log of the worker'),
  },
  {
    name: 'canary-table',
    says: 'What the machine said is kept with the answers of the candidate.',
    sql: trigger(
      'leak_table',
      'AFTER INSERT ON noninterference.heard',
      `UPDATE screening.interview SET clarification = NEW.said FROM identity.candidate c
         WHERE c.id = candidate_id AND split_part(c.email, '@', 1) = NEW.candidate;`,
    ),
    canary: true,
    group: 2,
    caught: at('canary', 'screening.interview'),
  },
  {
    name: 'canary-queue',
    says: 'A message of the queue carries what the machine said.',
    sql: trigger(
      'leak_queue',
      'AFTER INSERT ON noninterference.heard',
      `INSERT INTO noninterference.queued VALUES (jsonb_build_object('data', NEW.said));`,
    ),
    canary: true,
    group: 3,
    caught: at('canary', 'message of the queue'),
  },
  {
    name: 'canary-file',
    says: 'The worker writes what the machine said into a file beside the recordings.',
    inside: true,
    canary: true,
    group: 3,
    caught: at('canary', 'file'),
  },
];

/** @throws Error when there is no such plant */
export function plantNamed(name: string): Plant {
  const plant = plants.find((one) => one.name === name);
  if (!plant)
    throw new Error(`There is no plant ${name}. There are: ${plants.map((one) => one.name).join(', ')}.`);
  return plant;
}

/** How it is tried whether a planted leak is noticed. */
export function trialOf(plant: Plant): TrialPlan {
  // What the machine said is searched for in one run; nothing has to be compared.
  return { changes: plant.canary ? [] : ['everything'], plants: [plant], short: plant.group !== 1 };
}

import type { Json } from '../json/json-text';
import type { LogOfPack } from './log-of-pack';
import type { PackField } from './pack-field';

/** Content and the salt of its digest in the log. */
export interface Opened {
  readonly content: Json;
  readonly salt: Uint8Array;
}

/** A text and the salt of its digest in the log. */
export interface OpenedText {
  /** Exactly what was digested. */
  readonly text: string;
  readonly salt: Uint8Array;
}

export interface RunEvidence {
  readonly run: number;
  /** What lay in the seal; null while it was not opened. */
  readonly payload: OpenedText | null;
  /** What was declared; null for readers who may not know why there is no summary. */
  readonly plan: OpenedText | null;
}

export interface ScorecardEvidence extends Opened {
  readonly packet: string;
  readonly reviewer: string;
  readonly seat: 'required' | 'adjudicator';
  /** Ed25519; null where a reviewer had no key. */
  readonly signature: Uint8Array | null;
}

export interface RevisionEvidence extends Opened {
  readonly packet: string;
}

/** One review of an interview, as it was revealed. */
export interface RoundEvidence {
  readonly round: number;
  /** The draw of the never-reveal arm; opened when it kept the seal closed. */
  readonly arm: Opened | null;
  readonly scorecards: readonly ScorecardEvidence[];
  /** The result per rating, as shown. */
  readonly medians: Json;
  /** The summary as shown; null when none was. */
  readonly summary: Json;
  readonly revisions: readonly RevisionEvidence[];
}

export interface InterviewEvidence {
  readonly id: string;
  /** Id of the template version. */
  readonly template: string;
  readonly runs: readonly RunEvidence[];
  readonly rounds: readonly RoundEvidence[];
  readonly decision: Opened | null;
  /** In plain words, one sentence a line. */
  readonly certificate: readonly string[];
}

/** An evidence pack, read. Nothing in it is believed before the claims are judged. */
export interface Pack {
  readonly about: { readonly kind: 'interview' | 'requisition'; readonly id: string };
  /** Signed notes, from the smallest tree to the largest. */
  readonly checkpoints: readonly string[];
  readonly interviews: readonly InterviewEvidence[];
  /** The interviews of each list of invitations; empty in the pack of one interview. */
  readonly invited: readonly (readonly string[])[];
  /** Raw Ed25519 keys of reviewers. */
  readonly keys: readonly { readonly account: string; readonly key: Uint8Array }[];
  readonly log: LogOfPack;
  /** The key that the log says it has. Only a key known from elsewhere proves anything. */
  readonly logKey: string;
  readonly templates: readonly { readonly id: string; readonly content: Json }[];
}

/** The sections of a pack, in their order. */
export const SECTIONS = [
  'about',
  'checkpoints',
  'interviews',
  'invited',
  'keys',
  'leaves',
  'logKey',
  'templates',
  'v',
] as const;
export type Section = (typeof SECTIONS)[number];

const SALT = 32;
const SIGNATURE = 64;
const KEY = 32;

export function readAbout(field: PackField): Pack['about'] {
  const { id, kind } = field.members('id', 'kind');
  return { id: id.id(), kind: kind.oneOf('interview', 'requisition') };
}

export function readKey(field: PackField): Pack['keys'][number] {
  const { account, key } = field.members('account', 'key');
  return { account: account.id(), key: key.base64(KEY) };
}

export function readTemplate(field: PackField): Pack['templates'][number] {
  const { content, id } = field.members('content', 'id');
  return { content: content.value, id: id.id() };
}

export function readInterview(field: PackField): InterviewEvidence {
  const { certificate, decision, id, rounds, runs, template } = field.members(
    'certificate',
    'decision',
    'id',
    'rounds',
    'runs',
    'template',
  );
  return {
    id: id.id(),
    template: template.id(),
    runs: runs.list(readRun),
    rounds: rounds.list(readRound),
    decision: decision.orNull(readOpened),
    certificate: certificate.list((line) => line.text()),
  };
}

function readRun(field: PackField): RunEvidence {
  const { payload, plan, run } = field.members('payload', 'plan', 'run');
  return { run: run.number(), payload: payload.orNull(readText), plan: plan.orNull(readText) };
}

function readRound(field: PackField): RoundEvidence {
  const { arm, medians, revisions, round, scorecards, summary } = field.members(
    'arm',
    'medians',
    'revisions',
    'round',
    'scorecards',
    'summary',
  );
  return {
    round: round.number(),
    arm: arm.orNull(readOpened),
    scorecards: scorecards.list(readScorecard),
    medians: medians.value,
    summary: summary.value,
    revisions: revisions.list(readRevision),
  };
}

function readScorecard(field: PackField): ScorecardEvidence {
  const { content, packet, reviewer, salt, seat, signature } = field.members(
    'content',
    'packet',
    'reviewer',
    'salt',
    'seat',
    'signature',
  );
  return {
    content: content.value,
    packet: packet.id(),
    reviewer: reviewer.id(),
    salt: salt.hex(SALT),
    seat: seat.oneOf('required', 'adjudicator'),
    signature: signature.orNull((given) => given.base64(SIGNATURE)),
  };
}

function readRevision(field: PackField): RevisionEvidence {
  const { content, packet, salt } = field.members('content', 'packet', 'salt');
  return { content: content.value, packet: packet.id(), salt: salt.hex(SALT) };
}

function readOpened(field: PackField): Opened {
  const { content, salt } = field.members('content', 'salt');
  return { content: content.value, salt: salt.hex(SALT) };
}

function readText(field: PackField): OpenedText {
  const { salt, text } = field.members('salt', 'text');
  return { salt: salt.hex(SALT), text: text.text() };
}

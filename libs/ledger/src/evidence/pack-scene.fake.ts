/**
 * A small world with a log, reviewers who sign what they see, and the packs that come of it. What happens in it is a list of
 * steps, so that a spec can leave one out, do it twice or at another time; everybody else goes on honestly.
 */
import { toBase64 } from '../base64';
import { canonicalJson } from '../canonical';
import { commitmentOf, digestOf, digestOfJson } from '../digest';
import type { Json } from '../json/json-text';
import { formatCheckpoint } from '../notes/checkpoint';
import { ed25519KeyOf, type Ed25519Key } from '../notes/ed25519';
import { addSignatures, cosigner, noteSigner, signNote, type NoteSigner } from '../notes/signer';
import { formatVerifierKey } from '../notes/verifier-key';
import { signScorecard } from '../scorecards/signed-scorecard';
import { rootOfLeaves } from '../tree/compact-range';
import { leafHash } from '../tree/hashing';
import { bytesOf } from '../utf8';
import { certificateOf } from './certificate';
import { DECISION_LABEL, REVISION_LABEL } from './claims/changes-claim';
import { ARM_LABEL, PLAN_LABEL, SUMMARY_LABEL } from './claims/openings-claim';
import { rootName } from './log-of-pack';
import type { Pack } from './pack';
import { INTERVIEWS, lockOf, packetOf, REQUISITION, REVIEWERS, TEMPLATE, type Step } from './pack-steps.fake';
import { readPack } from './read-pack';
import { medianFor, keyOf } from './ratings';
import type { Trust } from './trust';

type Entry = Record<string, Json>;
type Fields = { readonly [name: string]: Json };

const saltOf = (name: string): string => digestOf(`salt of ${name}`);
const saltBytes = (name: string): Uint8Array =>
  Uint8Array.from(saltOf(name).match(/../g) ?? [], (two) => parseInt(two, 16));
const commit = (name: string, label: string, text: string): string =>
  commitmentOf(saltBytes(name), label, text);
const opened = (name: string, content: Json): Json => ({ content, salt: saltOf(name) });

const question = 'q';
const criterion = 'c';
export const template = {
  questions: [{ id: question, criteria: [{ id: criterion, name: 'Clarity' }] }],
  requiredScorecards: 2,
  revealRule: 'all-locked',
};
const ratingsGiven = { 1: 3, 2: 4 } as const;
const scorecard = (reviewer: 1 | 2): Json => ({
  ratings: [{ criterionId: criterion, questionId: question, rating: ratingsGiven[reviewer] }],
});
const arm = (withhold: boolean): Json => ({ withhold });
export const summaryOf = (interview: 'a' | 'b', run = 1): Json => ({
  criteria: [{ criterionId: criterion, questionId: question, score: interview === 'a' ? 2 + run : 5 }],
  kind: 'summary',
  v: 1,
});
const planOf = (run: number): string => canonicalJson({ model: null, run });
const revision: Json = {
  criterionId: criterion,
  from: 3,
  questionId: question,
  rating: 4,
  reason: 'heard again',
};
const decision: Json = { outcome: 'advance', reasons: { summary: 'clear' } };

/** What the world is made of; the same each time. */
export interface World {
  readonly log: NoteSigner;
  readonly witness: NoteSigner;
  readonly reviewers: Readonly<Record<1 | 2, Ed25519Key>>;
  readonly trust: Trust;
}

export async function newWorld(seed = 1): Promise<World> {
  const key = (number: number): Promise<Ed25519Key> =>
    ed25519KeyOf(new Uint8Array(32).fill(number + 40 * seed));
  const log = noteSigner('example.org/log', await key(1));
  const witness = cosigner('witness.example', await key(2), 1_700_000_000);
  const reviewers = { 1: await key(3), 2: await key(4) };
  return { log, witness, reviewers, trust: { logKey: log.key, witnessKeys: [witness.key] } };
}

/** The log so far. */
export class Scene {
  readonly entries: Entry[] = [];
  readonly checkpoints: string[] = [];
  private root = '';
  private readonly signatures = new Map<string, string>();

  constructor(
    readonly world: World,
    private readonly steps: readonly Step[],
  ) {}

  static async play(world: World, steps: readonly Step[]): Promise<Scene> {
    const scene = new Scene(world, steps);
    for (const step of steps) await scene.take(step);
    await scene.witness();
    return scene;
  }

  private async take(step: Step): Promise<void> {
    if (step.type === 'checkpoint') return this.sign();
    const { interview: short, reviewer, run, type } = step;
    const interview = short && INTERVIEWS[short];
    const about: Fields = interview ? { interview, round: 1 } : {};
    const packet = short && reviewer ? { packet: packetOf(short, reviewer) } : {};
    this.entries.push({ v: 1, type, ...about, ...packet, ...(await this.fields(step)), ...(run && { run }) });
  }

  private async fields({ type, interview: short = 'a', reviewer = 1, run = 1 }: Step): Promise<Fields> {
    switch (type) {
      case 'requisition-published':
        return { requisition: REQUISITION, template: TEMPLATE, rubric: digestOfJson(template) };
      case 'key-enrolled':
      case 'key-retired':
        return { account: REVIEWERS[reviewer], key: digestOf(this.world.reviewers[reviewer].publicKey) };
      case 'invited':
        return { requisition: REQUISITION, interviews: 2, batch: digestOfJson(Object.values(INTERVIEWS)) };
      case 'submitted':
        return { media: digestOf('media') };
      case 'run-declared':
        return { plan: commit(`plan ${short}${run}`, PLAN_LABEL, planOf(run)) };
      case 'sealed':
        return { commitment: this.sealOf(short, run), ciphertext: digestOf('sealed') };
      case 'arm-drawn':
        return { commitment: this.armOf(short) };
      case 'assigned':
        return { reviewer: REVIEWERS[reviewer], seat: 'required' };
      case 'rated':
        return this.rate(short, reviewer);
      case 'locked':
        return { lock: lockOf(short), scorecards: 2 };
      case 'released':
        return { run: this.lastRun(short), commitment: this.sealOf(short, this.lastRun(short)) };
      case 'withheld':
        return { run: this.lastRun(short), commitment: this.armOf(short) };
      case 'revised':
        return { revision: commit('revision', REVISION_LABEL, canonicalJson(revision)) };
      case 'decided':
        return { decision: commit('decision', DECISION_LABEL, canonicalJson(decision)) };
      default:
        return {};
    }
  }

  private async rate(short: 'a' | 'b', reviewer: 1 | 2): Promise<Fields> {
    const packet = packetOf(short, reviewer);
    const rating = { content: scorecard(reviewer), packetId: packet, root: this.root };
    const signed = await signScorecard(this.world.reviewers[reviewer], rating, saltBytes(packet));
    this.signatures.set(packet, signed.signature);
    return { scorecard: signed.digest, key: signed.key, root: this.root };
  }

  private sealOf(short: 'a' | 'b', run: number): string {
    return commit(`seal ${short}${run}`, SUMMARY_LABEL, canonicalJson(summaryOf(short, run)));
  }

  private armOf(short: 'a' | 'b'): string {
    return commit(`arm ${short}`, ARM_LABEL, canonicalJson(arm(this.withheld(short))));
  }

  private withheld(short: 'a' | 'b'): boolean {
    return this.steps.some(({ type, interview }) => type === 'withheld' && interview === short);
  }

  private lastRun(short: 'a' | 'b'): number {
    return Math.max(1, ...this.runs(short));
  }

  private runs(short: 'a' | 'b'): number[] {
    return this.steps.flatMap(({ type, interview, run }) =>
      type === 'run-declared' && interview === short && run ? [run] : [],
    );
  }

  private async sign(): Promise<void> {
    const root = rootOfLeaves(this.entries.map((entry) => leafHash(bytesOf(canonicalJson(entry)))));
    this.root = rootName(root);
    const text = formatCheckpoint({ origin: this.world.log.key.name, size: this.entries.length, root });
    const note = await signNote(text, [this.world.log]);
    this.checkpoints.push(note);
  }

  /** Only the last checkpoint is shown to the witness. */
  private async witness(): Promise<void> {
    const last = this.checkpoints.pop();
    const cosigned = last === undefined ? undefined : await addSignatures(last, [this.world.witness]);
    if (cosigned?.ok) this.checkpoints.push(cosigned.value);
  }

  /** The pack of interview a, or of the requisition. */
  async pack(kind: 'interview' | 'requisition' = 'interview'): Promise<Record<string, Json>> {
    const shorts = kind === 'interview' ? (['a'] as const) : this.revealed();
    const pack = {
      about: { kind, id: kind === 'interview' ? INTERVIEWS.a : REQUISITION },
      checkpoints: this.checkpoints,
      interviews: shorts.map((short) => this.evidence(short)),
      invited: kind === 'interview' ? [] : [Object.values(INTERVIEWS)],
      keys: ([1, 2] as const).map((reviewer) => ({
        account: REVIEWERS[reviewer],
        key: toBase64(this.world.reviewers[reviewer].publicKey),
      })),
      leaves: this.entries,
      logKey: formatVerifierKey(this.world.log.key),
      templates: [{ id: TEMPLATE, content: template }],
      v: 1,
    } satisfies Record<string, Json>;
    return certified(pack);
  }

  private revealed(): ('a' | 'b')[] {
    return (['a', 'b'] as const).filter((short) =>
      this.steps.some(
        ({ type, interview }) => interview === short && (type === 'released' || type === 'withheld'),
      ),
    );
  }

  private evidence(short: 'a' | 'b'): Record<string, Json> {
    const withheld = this.withheld(short);
    const did = (step: string): boolean =>
      this.steps.some(({ type, interview }) => type === step && interview === short);
    const cards = [scorecard(1), scorecard(2)];
    return {
      certificate: [],
      decision: short === 'a' && did('decided') ? opened('decision', decision) : null,
      id: INTERVIEWS[short],
      rounds: [
        {
          arm: withheld ? opened(`arm ${short}`, arm(true)) : null,
          medians: [
            {
              criterionId: criterion,
              questionId: question,
              rating: medianFor(keyOf(question, criterion), cards),
            },
          ],
          revisions: did('revised')
            ? [{ content: revision, packet: packetOf(short, 1), salt: saltOf('revision') }]
            : [],
          round: 1,
          scorecards: ([1, 2] as const).map((reviewer) => ({
            content: scorecard(reviewer),
            packet: packetOf(short, reviewer),
            reviewer: REVIEWERS[reviewer],
            salt: saltOf(packetOf(short, reviewer)),
            seat: 'required',
            signature: this.signatures.get(packetOf(short, reviewer)) ?? null,
          })),
          summary: withheld ? null : summaryOf(short, this.lastRun(short)),
        },
      ],
      runs: this.runs(short).map((run) => ({
        payload: withheld
          ? null
          : { text: canonicalJson(summaryOf(short, run)), salt: saltOf(`seal ${short}${run}`) },
        plan: { text: planOf(run), salt: saltOf(`plan ${short}${run}`) },
        run,
      })),
      template: TEMPLATE,
    };
  }
}

/** The pack with certificates that say what its log says. */
export async function certified(pack: Record<string, Json>): Promise<Record<string, Json>> {
  const read = await readPack([bytesOf(canonicalJson(pack))]);
  if (!read.ok) throw new Error(`${read.where} ${read.reason}`);
  const given = pack['interviews'] as readonly Record<string, Json>[];
  const interviews = given.map((interview, index) => {
    const evidence = read.value.interviews[index];
    return { ...interview, certificate: evidence ? certificateOf(read.value, evidence) : [] };
  });
  return { ...pack, interviews };
}

export async function readText(text: string): Promise<Pack> {
  const read = await readPack([bytesOf(text)]);
  if (!read.ok) throw new Error(`${read.where} ${read.reason}`);
  return read.value;
}

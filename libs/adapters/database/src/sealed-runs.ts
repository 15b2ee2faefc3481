import { Chance, Clock, Sealer, Trouble } from '@evenhand/domain';
import { canonicalJson, commitmentOf, digestOf } from '@evenhand/ledger';
import { Injectable } from '@nestjs/common';
import { writeEntry } from './log-entry';
import type { Transaction } from './role-client';

/** Label of the digest that the log holds of a declared run. */
export const planLabel = 'evenhand/plan/v1';

/** Nobody has published a key to seal to: the revealer has never run here. */
export class RevealerUnavailable extends Trouble {
  readonly code = 'revealer-unavailable';
  readonly retryable = true;
  constructor() {
    super('There is no key to seal to yet. Start the revealer; what waits goes on by itself.');
  }
}

/** A run as it was declared. */
export interface DeclaredRun {
  readonly interviewId: string;
  readonly round: number;
  readonly run: number;
  /** Canonical JSON. */
  readonly plan: string;
  /** Its output, or "no summary", is sealed. */
  readonly sealed: boolean;
}

/** Every interview has exactly one run per round; a second one would need a reason and nobody can ask for it yet. */
const onlyRun = 1;

/**
 * Declares runs and seals what they bring. Works in the transactions of its callers, which hold the interview's lock: the
 * stage that summarises and the tick that ends the waiting may meet here.
 */
@Injectable()
export class SealedRuns {
  constructor(
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** The run of an interview; declares it with this plan when it is not declared yet. */
  async declare(
    tx: Transaction<'worker'>,
    { interviewId, round }: { interviewId: string; round: number },
    plan: unknown,
  ): Promise<DeclaredRun> {
    const run = onlyRun;
    const known = await tx.runPlan.findUnique({ where: { interviewId_run: { interviewId, run } } });
    if (known) return { interviewId, round, run, plan: known.plan, sealed: known.sealedAt !== null };

    const text = canonicalJson(plan);
    const salt = this.chance.bytes(32);
    const digest = commitmentOf(salt, planLabel, text);
    const now = this.clock.now();
    await tx.runPlan.createMany({
      data: { interviewId, run, plan: text, salt, digest, declaredAt: new Date(now) },
    });
    const entry = { v: 1, type: 'run-declared', interview: interviewId, round, run, plan: digest } as const;
    await writeEntry(tx, entry, this.chance.uuid(), now);
    return { interviewId, round, run, plan: text, sealed: false };
  }

  /**
   * Seals a payload to the newest key, unless the run is sealed already: the first seal stays and this payload is dropped.
   *
   * @param room bytes that any payload for this interview may take; see `roomFor`
   * @returns whether this payload was sealed
   * @throws RevealerUnavailable
   */
  async seal(
    tx: Transaction<'worker'>,
    declared: DeclaredRun,
    payload: string,
    room: number,
  ): Promise<boolean> {
    const { interviewId, round, run } = declared;
    const key = await tx.recipientKey.findFirst({
      where: { retiredAt: null },
      orderBy: { createdAt: 'desc' },
    });
    if (!key) throw new RevealerUnavailable();
    const recipient = { keyId: key.id, publicKey: key.publicKey };
    const envelope = await this.sealer.seal(payload, recipient, { interviewId, run }, room);
    const sealedAt = new Date(this.clock.now());
    const { count } = await tx.seal.createMany({
      data: { interviewId, run, ...envelope, sealedAt },
      skipDuplicates: true,
    });
    if (count === 0) return false;

    await tx.runPlan.updateMany({ where: { interviewId, run }, data: { sealedAt } });
    const entry = {
      v: 1,
      type: 'sealed',
      interview: interviewId,
      round,
      run,
      key: envelope.keyId,
      commitment: envelope.commitment,
      ciphertext: digestOfSeal(envelope),
    } as const;
    await writeEntry(tx, entry, this.chance.uuid(), sealedAt.getTime());
    return true;
  }
}

/** Digest of a seal as the log holds it: SHA-256 of the encapsulated key followed by the ciphertext, hex. */
export function digestOfSeal(seal: {
  readonly encapsulated: Uint8Array;
  readonly ciphertext: Uint8Array;
}): string {
  const bytes = new Uint8Array(seal.encapsulated.length + seal.ciphertext.length);
  bytes.set(seal.encapsulated);
  bytes.set(seal.ciphertext, seal.encapsulated.length);
  return digestOf(bytes);
}

import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import { openCheckpoint, parseNote, parseVerifierKey, type VerifierKey } from '@evenhand/ledger';
import { SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CheckpointUnknown, CosignatureRefused } from './proof.errors';
import { readWitnessKeys } from './witness-keys';

/** Takes in what witnesses say of checkpoints. Who brings it does not matter; who signed it does. */
@Injectable()
export class Cosignatures {
  private readonly witnessKeys: readonly VerifierKey[];

  constructor(
    @Inject(databaseOf('compliance')) private readonly database: Database<'compliance'>,
    private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.witnessKeys = readWitnessKeys(settings.WITNESS_KEYS);
  }

  /**
   * Keeps cosignatures of a checkpoint, all or none.
   *
   * @param size of the checkpoint
   * @param lines signature lines of a signed note
   * @returns names of the witnesses
   * @throws CheckpointUnknown, CosignatureRefused
   */
  async keep(size: number, lines: string): Promise<string[]> {
    const checkpoint = await this.database.checkpoint.findUnique({ where: { size: BigInt(size) } });
    if (!checkpoint) throw new CheckpointUnknown(size);
    const logKey = await this.keyThatSigned(checkpoint.note);
    const receivedAt = new Date(this.clock.now());
    const kept: { size: bigint; witness: string; line: string; receivedAt: Date }[] = [];
    for (const line of lines.split('\n').filter((each) => each !== '')) {
      const witness = await this.witnessOf(checkpoint.note, line, logKey);
      kept.push({ size: checkpoint.size, witness, line, receivedAt });
    }
    if (kept.length === 0) throw new CosignatureRefused('there is none');
    await this.database.cosignature.createMany({ data: kept, skipDuplicates: true });
    return kept.map(({ witness }) => witness);
  }

  private async witnessOf(note: string, line: string, logKey: VerifierKey): Promise<string> {
    const whole = `${note}${line}\n`;
    const opened = await openCheckpoint(whole, { logKey, witnessKeys: this.witnessKeys });
    if (!opened.ok) throw new CosignatureRefused(`${opened.where}: ${opened.reason}`);
    const parsed = parseNote(whole);
    const signature = parsed.ok ? parsed.value.signatures.at(-1) : undefined;
    if (opened.value.cosignatures.length !== 1 || !signature)
      throw new CosignatureRefused('it is by nobody whom WITNESS_KEYS names');
    return `${signature.name}+${signature.keyId}`;
  }

  /** The log's key whose name and id the note carries; the log may have had several. */
  private async keyThatSigned(note: string): Promise<VerifierKey> {
    const parsed = parseNote(note);
    const [signature] = parsed.ok ? parsed.value.signatures : [];
    for (const { key } of await this.database.logKey.findMany()) {
      const known = parseVerifierKey(key);
      if (known.ok && known.value.name === signature?.name && known.value.id === signature.keyId)
        return known.value;
    }
    throw new CosignatureRefused('the checkpoint is by a key that the log never had');
  }
}

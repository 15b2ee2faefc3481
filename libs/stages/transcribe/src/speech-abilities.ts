import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock, probeSound, SpeechToText, type SpeechAbility } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

/** What the speech engine can do, found out once for each address and model and kept for all workers. */
@Injectable()
export class SpeechAbilities {
  private readonly known = new Map<string, SpeechAbility>();

  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly speech: SpeechToText,
    private readonly clock: Clock,
  ) {}

  /** @throws EngineUnavailable, EngineRefused when it was never asked and does not answer */
  async current(): Promise<SpeechAbility> {
    const engine = this.speech.engine();
    const at = { provider: engine?.host ?? '', model: engine?.model ?? '' };
    const name = `${at.provider} ${at.model}`;
    const known = this.known.get(name) ?? (await this.kept(at)) ?? (await this.probed(at));
    this.known.set(name, known);
    return known;
  }

  private async kept(at: { provider: string; model: string }): Promise<SpeechAbility | null> {
    const row = await this.database.speechAbility.findUnique({ where: { provider_model: at } });
    return row && { times: row.times };
  }

  private async probed(at: { provider: string; model: string }): Promise<SpeechAbility> {
    const { times } = await this.speech.probe({ bytes: probeSound(), mediaType: 'audio/wav' });
    // Another worker may have asked at the same time, and was told the same.
    await this.database.speechAbility.createMany({
      data: [{ ...at, times, probedAt: new Date(this.clock.now()) }],
      skipDuplicates: true,
    });
    return { times };
  }
}

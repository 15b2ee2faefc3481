import {
  AdvisoryUploadLocks,
  CheckpointCoverage,
  databaseAs,
  databaseOf,
  PaidCalls,
  SealedRuns,
  type Database,
} from '@evenhand/adapters/database';
import { languageModelOf } from '@evenhand/adapters/llm';
import { openMailer } from '@evenhand/adapters/mail';
import { HpkeSealer } from '@evenhand/adapters/sealing';
import { openSpeech } from '@evenhand/adapters/speech';
import { FileStorage, openStorage, openUploads } from '@evenhand/adapters/storage';
import {
  Chance,
  Clock,
  EngineGate,
  GatedModel,
  GatedSpeech,
  LanguageModel,
  LogCoverage,
  Mailer,
  MediaEngine,
  Sealer,
  SpeechToText,
  Storage,
  Uploads,
} from '@evenhand/domain';
import { need, SETTINGS, type Settings } from '@evenhand/platform';
import { Global, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { mediaEngineOf } from './media-engine';

const ports: Provider[] = [
  {
    provide: FileStorage,
    inject: [SETTINGS],
    useFactory: ({ STORAGE_URL }: Settings) => openStorage(STORAGE_URL),
  },
  { provide: Storage, useExisting: FileStorage },
  {
    provide: AdvisoryUploadLocks,
    inject: [SETTINGS],
    useFactory: (settings: Settings) => new AdvisoryUploadLocks(need(settings, 'DATABASE_URL_WORKER')),
  },
  { provide: Uploads, inject: [FileStorage, AdvisoryUploadLocks], useFactory: openUploads },
  {
    provide: SpeechToText,
    inject: [SETTINGS, Clock],
    useFactory: (settings: Settings, clock: Clock) => {
      const gate = new EngineGate();
      const speech = openSpeech(settings, (limits) => gate.heard(limits, clock.now()));
      return new GatedSpeech(speech, gate, clock);
    },
  },
  {
    provide: LanguageModel,
    inject: [SETTINGS, Clock],
    useFactory: (settings: Settings, clock: Clock) => {
      const gate = new EngineGate();
      const model = languageModelOf(settings, (limits) => gate.heard(limits, clock.now()));
      return new GatedModel(model, gate, clock);
    },
  },
  { provide: Mailer, inject: [SETTINGS], useFactory: (settings: Settings) => openMailer(settings) },
  { provide: Sealer, inject: [Chance], useFactory: (chance: Chance) => new HpkeSealer(chance) },
  { provide: MediaEngine, inject: [SETTINGS], useFactory: mediaEngineOf },
  { provide: LogCoverage, useClass: CheckpointCoverage },
];

/** The outside world as the worker meets it: every port with its live adapter. */
@Global()
@Module({
  imports: [databaseAs('worker')],
  providers: [
    ...ports,
    SealedRuns,
    {
      provide: PaidCalls,
      inject: [databaseOf('worker'), SETTINGS, Clock, Chance],
      useFactory: (database: Database<'worker'>, settings: Settings, clock: Clock, chance: Chance) =>
        new PaidCalls(database, need(settings, 'SCRATCH_KEY'), clock, chance, {
          prices: settings.AI_PRICES ?? new Map(),
          budgetPerDay: settings.AI_BUDGET_PER_DAY ?? null,
        }),
    },
  ],
  exports: [
    databaseAs('worker'),
    Storage,
    Uploads,
    SpeechToText,
    LanguageModel,
    Mailer,
    Sealer,
    MediaEngine,
    LogCoverage,
    SealedRuns,
    PaidCalls,
  ],
})
export class OutsideModule implements OnApplicationShutdown {
  constructor(private readonly locks: AdvisoryUploadLocks) {}

  async onApplicationShutdown(): Promise<void> {
    await this.locks.close();
  }
}

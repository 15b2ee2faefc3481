import { databaseAs } from '@evenhand/adapters/database';
import { queueAddress, QueueModule } from '@evenhand/adapters/queue';
import { Erasure } from '@evenhand/offices/rights';
import { createLog, faultOf, need, PlatformModule, type Settings } from '@evenhand/platform';
import { PrepareStage } from '@evenhand/stages/prepare';
import { UploadSweepStage } from '@evenhand/stages/record';
import { SealStage } from '@evenhand/stages/seal';
import { summariseProviders } from '@evenhand/stages/summarise';
import { Recogniser, SpeechAbilities, SpokenSound, TranscribeStage } from '@evenhand/stages/transcribe';
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Delivery } from './mail/delivery';
import { EraseProcessor } from './processors/erase.processor';
import { MailProcessor } from './processors/mail.processor';
import { PrepareProcessor } from './processors/prepare.processor';
import { SealProcessor } from './processors/seal.processor';
import { StageProcessors } from './processors/stage-processors';
import { SummariseProcessor } from './processors/summarise.processor';
import { TranscribeProcessor } from './processors/transcribe.processor';
import { Shift } from './shift';
import { Equipment } from './signs/equipment';
import { Heartbeat } from './signs/heartbeat';
import { DueSteps } from './steps/due-steps';
import { LostSteps } from './steps/lost-steps';
import { StepClaims } from './steps/step-claims';
import { StepDispatch } from './steps/step-dispatch';
import { StepRunner } from './steps/step-runner';
import { Sweeps } from './sweeps/sweeps';
import { OutsideModule } from './wiring/outside.module';

/** What the steps of the work list do. */
const stages = [
  PrepareStage,
  TranscribeStage,
  SpeechAbilities,
  SpokenSound,
  Recogniser,
  ...summariseProviders,
  SealStage,
  Delivery,
  Erasure,
];
/** What is looked after beside the work list. */
const rounds = [UploadSweepStage, Sweeps];
const processors = [
  PrepareProcessor,
  TranscribeProcessor,
  SummariseProcessor,
  SealProcessor,
  MailProcessor,
  EraseProcessor,
];

/** The worker: no HTTP, one processor for every stage of the work list. */
@Module({})
export class WorkerModule {
  static with(settings: Settings): DynamicModule {
    const log = createLog('worker', settings.LOG_LEVEL);
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forProgram('worker', settings),
        databaseAs('worker'),
        QueueModule.at({
          address: queueAddress(settings.QUEUE_URL, need(settings, 'DATABASE_URL_WORKER')),
          onError: (error) => log.warn(faultOf(error), 'queue fault'),
        }),
        OutsideModule,
        DiscoveryModule,
      ],
      providers: [
        ...stages,
        ...processors,
        ...rounds,
        StageProcessors,
        StepClaims,
        StepRunner,
        DueSteps,
        StepDispatch,
        LostSteps,
        Equipment,
        Heartbeat,
        Shift,
      ],
    };
  }
}

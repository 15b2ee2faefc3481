import { Chance, Clock } from '@evenhand/domain';
import { Module, type DynamicModule } from '@nestjs/common';
import { SystemChance, SystemClock } from './clock/clock.adapter';
import type { Settings } from './config/settings.config';
import { createLog } from './logging/log';
import { LOG, SETTINGS } from './tokens';

/** Settings, clock, chance and log, for every module of a process. Import it once, at the root. */
@Module({})
export class PlatformModule {
  /** @param program name that every log line of the process carries, for example api */
  static forProgram(program: string, settings: Settings): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: LOG, useFactory: () => createLog(program, settings.LOG_LEVEL) },
        { provide: Clock, useClass: SystemClock },
        { provide: Chance, useClass: SystemChance },
      ],
      exports: [SETTINGS, LOG, Clock, Chance],
    };
  }
}

import { databaseAs } from '@evenhand/adapters/database';
import { HpkeOpener } from '@evenhand/adapters/opening';
import { Clock, Opener } from '@evenhand/domain';
import { need, PlatformModule, SETTINGS, type Settings } from '@evenhand/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { KEYS, keysIn, type KeptKey } from './keys/key-file';
import { PublishedKeys } from './keys/published-keys';
import { Revealer } from './revealer';
import { Heartbeat } from './watching/heartbeat';
import { LockedInterviews } from './watching/locked-interviews';
import { Sweep } from './watching/sweep';
import { Watch } from './watching/watch';

/** The smallest process: one database role, one key file, no HTTP. */
@Module({})
export class RevealerModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: RevealerModule,
      imports: [PlatformModule.forProgram('revealer', settings), databaseAs('revealer')],
      providers: [
        {
          provide: KEYS,
          inject: [SETTINGS, Clock],
          useFactory: (given: Settings, clock: Clock) =>
            keysIn(need(given, 'REVEALER_KEY_FILE'), clock.now()),
        },
        { provide: Opener, inject: [KEYS], useFactory: (keys: KeptKey[]) => new HpkeOpener(keys) },
        PublishedKeys,
        Revealer,
        LockedInterviews,
        Sweep,
        Heartbeat,
        Watch,
      ],
    };
  }
}

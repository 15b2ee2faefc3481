import { databaseAs } from '@evenhand/adapters/database';
import { HpkeOpener } from '@evenhand/adapters/opening';
import { Chance, Clock, Opener } from '@evenhand/domain';
import { need, PlatformModule, SETTINGS, type Settings } from '@evenhand/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { ProvedEvidence } from './checking/proved-evidence';
import { KEYS, keysIn, type KeptKey } from './keys/key-file';
import { PublishedKeys } from './keys/published-keys';
import { Revealer } from './revealer';
import { Checkpoints, LAST_SEEN, LOG_KEY } from './sequencing/checkpoints';
import { LastSeen } from './sequencing/last-seen';
import { logKeyFor, logKeyFileOf } from './sequencing/log-key';
import { LogKeeper } from './sequencing/log-keeper';
import { PublishedLogKey } from './sequencing/published-log-key';
import { Sequencer } from './sequencing/sequencer';
import { Witnesses } from './sequencing/witnesses';
import { Heartbeat } from './watching/heartbeat';
import { LockedInterviews } from './watching/locked-interviews';
import { LogWatch } from './watching/log-watch';
import { Sweep } from './watching/sweep';
import { Watch } from './watching/watch';

/** The smallest process: one database role, the keys of seals and log, no HTTP. */
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
        {
          provide: LOG_KEY,
          inject: [SETTINGS, Chance],
          useFactory: (given: Settings, chance: Chance) => logKeyFor(given, chance),
        },
        {
          provide: LAST_SEEN,
          inject: [SETTINGS],
          useFactory: (given: Settings) => new LastSeen(`${logKeyFileOf(given)}.last-checkpoint`),
        },
        Sequencer,
        Checkpoints,
        LogKeeper,
        PublishedLogKey,
        Witnesses,
        LogWatch,
        PublishedKeys,
        ProvedEvidence,
        Revealer,
        LockedInterviews,
        Sweep,
        Heartbeat,
        Watch,
      ],
    };
  }
}

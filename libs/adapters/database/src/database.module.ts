import { need, SETTINGS, type SettingName, type Settings } from '@evenhand/platform';
import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { openDatabase, type Database } from './role-client';
import type { DatabaseRole } from './rooms';
import { databaseOf } from './tokens';

const settingOf = (role: DatabaseRole): SettingName =>
  `DATABASE_URL_${role.toUpperCase()}` as `DATABASE_URL_${Uppercase<DatabaseRole>}`;

const modules = new Map<DatabaseRole, DynamicModule>();

/**
 * The database as one role, for the module that imports it and for nobody else: `imports: [databaseAs('review')]`, then
 * `@Inject(databaseOf('review'))`. Modules of a process that name the same role have one pool together.
 */
export function databaseAs(role: DatabaseRole): DynamicModule {
  const known = modules.get(role);
  if (known) return known;
  const token = databaseOf(role);

  class RoleDatabaseModule implements OnApplicationShutdown {
    constructor(@Inject(token) private readonly database: Database<DatabaseRole>) {}

    async onApplicationShutdown(): Promise<void> {
      await this.database.close();
    }
  }
  Object.defineProperty(RoleDatabaseModule, 'name', { value: `DatabaseAs${role}` });
  Module({})(RoleDatabaseModule);

  const made: DynamicModule = {
    module: RoleDatabaseModule,
    providers: [
      {
        provide: token,
        inject: [SETTINGS],
        useFactory: (settings: Settings) => openDatabase(role, String(need(settings, settingOf(role)))),
      },
    ],
    exports: [token],
  };
  modules.set(role, made);
  return made;
}

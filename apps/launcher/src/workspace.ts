import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** The folder of the checked-out project. */
export const root = path.resolve(import.meta.dirname, '../../..');

/** A path inside the project. */
export function inProject(...names: string[]): string {
  return path.join(root, ...names);
}

/** A path inside `.evenhand`, where everything that must outlive a run is kept. */
export function kept(...names: string[]): string {
  return path.join(root, '.evenhand', ...names);
}

/**
 * Makes `.evenhand` and its folders. Nobody else may list or read them; root lets others pass through `.evenhand` itself,
 * because PostgreSQL refuses to run as root and its own account has to reach `.evenhand/pg`.
 */
export function makeKeptFolders(): void {
  mkdirSync(kept(), { recursive: true });
  chmodSync(kept(), process.getuid?.() === 0 ? 0o711 : 0o700);
  for (const folder of ['keys', 'logs', 'storage']) mkdirSync(kept(folder), { recursive: true, mode: 0o700 });
}

/** Nothing we run may phone home, ask questions or open a browser; `.bin` first so that children meet the same Node. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${inProject('node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    NG_CLI_ANALYTICS: 'false',
    NX_NO_CLOUD: 'true',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    DO_NOT_TRACK: '1',
  };
}

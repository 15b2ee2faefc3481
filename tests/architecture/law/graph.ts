/**
 * The boundary rule reads the project graph that Nx saved last. Without one it skips itself and reports nothing;
 * with an old one it judges yesterday's imports. So the graph is brought up to date before any file is judged,
 * whoever starts ESLint and however.
 */
import { createProjectGraphAsync } from '@nx/devkit';

/** Builds or refreshes the saved project graph; an unreadable workspace ends the lint with an error. */
export async function refreshProjectGraph(): Promise<void> {
  process.env['NX_DAEMON'] = 'false';
  process.env['NX_NO_CLOUD'] = 'true';
  await createProjectGraphAsync({ exitOnError: false, resetDaemonClient: false });
}

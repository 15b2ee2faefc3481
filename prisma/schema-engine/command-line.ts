import { parseArgs } from 'node:util';

/** What the Prisma CLI asked for on the command line. */
export interface EngineCall {
  /** `version`, one of the two `cli` sub-commands, or `serve`: answer JSON-RPC requests on stdin. */
  readonly action: 'version' | 'can-connect-to-database' | 'create-database' | 'serve';
  readonly url: string | undefined;
  readonly modelFiles: readonly string[];
}

/** Reads the arguments the native `schema-engine` of Prisma 7 takes; what the WASM engine does not need is passed over. */
export function readCall(args: readonly string[], environment: NodeJS.ProcessEnv): EngineCall {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      version: { type: 'boolean' },
      datasource: { type: 'string' },
      datamodels: { type: 'string', multiple: true },
      'enabled-preview-features': { type: 'string' },
      'extension-types': { type: 'string' },
    },
  });
  return {
    action: actionOf(values['version'] === true, positionals),
    url: typeof values['datasource'] === 'string' ? urlIn(values['datasource']) : environment['DATABASE_URL'],
    modelFiles: (values['datamodels'] ?? []) as string[],
  };
}

function actionOf(version: boolean, positionals: readonly string[]): EngineCall['action'] {
  if (version) return 'version';
  if (positionals.includes('can-connect-to-database')) return 'can-connect-to-database';
  if (positionals.includes('create-database')) return 'create-database';
  return 'serve';
}

function urlIn(datasource: string): string | undefined {
  const { url } = JSON.parse(datasource) as { url?: string };
  return url;
}

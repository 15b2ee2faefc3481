#!/usr/bin/env node
/**
 * Stands in for Prisma's `schema-engine` binary, which the CLI would otherwise download: the same command line and the
 * same JSON-RPC over stdin and stdout, answered by the WASM build of the same engine. `prisma.config.ts` points here.
 */
import { canConnect, createDatabase, prismaCodeOf } from './database-commands.ts';
import { readCall } from './command-line.ts';

const { action, url, modelFiles } = readCall(process.argv.slice(2), process.env);

if (action === 'version') {
  console.log('schema-engine-cli wasm');
} else if (!url) {
  refuse('P1012', 'No database address was given.');
} else if (action === 'serve') {
  const { serve } = await import('./json-rpc.ts');
  await serve(url, modelFiles, process.stdin, process.stdout);
  process.exit(0);
} else {
  try {
    await (action === 'create-database' ? createDatabase(url) : canConnect(url));
  } catch (fault) {
    refuse(prismaCodeOf(fault), fault instanceof Error ? fault.message : String(fault));
  }
}

/** Ends as the native engine does: the CLI passes over the first line of stderr and reads each other one as JSON. */
function refuse(code: string, message: string): void {
  const fields = { error_code: code, message };
  process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`);
  process.exitCode = 1;
}

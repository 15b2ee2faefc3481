import { readFileSync } from 'node:fs';

import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

import { MigrationAdapterFactory } from './migration-adapter.ts';

// The WASM code looks for this global by name to leave the words of a panic in.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
});

/**
 * Opens Prisma's own schema engine, compiled to WebAssembly, on a database.
 * @param url connection string of the database
 * @param modelFiles the schema files the engine starts from
 */
export async function openEngine(url: string, modelFiles: readonly string[]): Promise<SchemaEngine> {
  const datamodels = modelFiles.map((file): [string, string] => [file, readFileSync(file, 'utf8')]);
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(url));
  const ignoreEngineLog = (): void => {};
  return SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    ignoreEngineLog,
    adapter,
  );
}

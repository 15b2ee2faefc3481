import path from 'node:path';

import { defineConfig } from 'prisma/config';

// The CLI would download its schema engine; ours is the WASM build of it, from node_modules.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] = path.join(
  import.meta.dirname,
  'prisma/schema-engine/schema-engine.ts',
);
process.env['CHECKPOINT_DISABLE'] = '1';
process.env['PRISMA_HIDE_UPDATE_MESSAGE'] = '1';

const databaseUrl = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  ...(databaseUrl === undefined ? {} : { datasource: { url: databaseUrl } }),
});

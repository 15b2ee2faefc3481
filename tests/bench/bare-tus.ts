/** A tus server with nothing around it, for comparison: node bare-tus.ts FOLDER. Prints its port. */
import { createServer } from 'node:http';

import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const [folder = ''] = process.argv.slice(2);
const tus = new Server({
  path: '/uploads',
  datastore: new FileStore({ directory: folder }),
  relativeLocation: true,
});
const server = createServer((request, response) => void tus.handle(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`);
});

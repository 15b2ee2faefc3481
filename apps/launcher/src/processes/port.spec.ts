import { createServer, type Server } from 'node:net';

import { anyFreePort, freePort } from './port.ts';

async function listenOn(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

describe('freePort', () => {
  it('takes the wanted port when nobody has it', async () => {
    const port = await anyFreePort();

    expect(await freePort(port)).toBe(port);
  });

  it('takes a later one when somebody has it', async () => {
    const port = await anyFreePort();
    const other = await listenOn(port);

    expect(await freePort(port)).toBeGreaterThan(port);
    other.close();
  });

  it('notices somebody who listens on every address', async () => {
    const port = await anyFreePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '0.0.0.0', resolve));

    expect(await freePort(port)).toBeGreaterThan(port);
    other.close();
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A redis-server of our own: without persistence, on this machine only. */
export interface RedisServer {
  readonly url: string;
  /** Throws everything away. */
  flush(): Promise<void>;
  /** Cuts every connection. */
  cut(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a redis-server on a free port and waits until it answers. */
export async function startRedisServer(): Promise<RedisServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-redis-'));
  const port = await freePort();
  const options = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: folder };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const gone = ended.then(() => {
    throw new Error('redis-server ended before it answered.');
  });
  await Promise.race([answers(port), gone]);
  gone.catch(() => undefined);
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: async () => {
      if ((await say(port, 'FLUSHALL')) !== '+OK') throw new Error('redis-server did not flush.');
    },
    cut: async () => {
      await say(port, 'CLIENT KILL TYPE normal');
    },
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await say(port, 'PING').catch(() => '')) === '+PONG') return;
    await wait(25);
  }
  throw new Error('redis-server does not answer.');
}

/** Sends one command and returns the first line of the answer. */
async function say(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(`${command}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString('utf8').split('\r\n')[0] ?? '';
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

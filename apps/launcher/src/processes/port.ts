import { createServer } from 'node:net';

import { Complaint } from '../progress.ts';

const ATTEMPTS = 100;

/** The first port at or after `wanted` on which this machine lets us listen. */
export async function freePort(wanted: number, host = '127.0.0.1'): Promise<number> {
  for (let port = wanted; port < wanted + ATTEMPTS && port < 65_536; port += 1) {
    if (await canListen(port, host)) return port;
  }
  throw new Complaint(`No port between ${wanted} and ${wanted + ATTEMPTS - 1} is free on ${host}.`);
}

/** Any free port, chosen by the operating system. */
export async function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EADDRINUSE' || fault.code === 'EACCES') resolve(false);
      else reject(fault);
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A letter as it came over the wire, decoded. */
export interface ArrivedLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** As much of an SMTP server (RFC 5321) as it takes to receive plain letters and to refuse them. */
export interface FakeSmtp {
  readonly url: string;
  readonly arrived: readonly ArrivedLetter[];
  /** The next recipients get this reply instead of 250, one each. */
  refuse(...replies: string[]): void;
  stop(): Promise<void>;
}

export async function startFakeSmtp(): Promise<FakeSmtp> {
  const arrived: ArrivedLetter[] = [];
  const refusals: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    converse(socket, arrived, refusals);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    arrived,
    refuse: (...replies) => refusals.push(...replies),
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

function converse(socket: Socket, arrived: ArrivedLetter[], refusals: string[]): void {
  let received = '';
  let to = '';
  let inLetter = false;
  const reply = (line: string) => socket.write(`${line}\r\n`);
  reply('220 fake ready');
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk;
    for (;;) {
      const end = inLetter ? '\r\n.\r\n' : '\r\n';
      const at = received.indexOf(end);
      if (at < 0) return;
      const piece = received.slice(0, at);
      received = received.slice(at + end.length);
      if (inLetter) {
        inLetter = false;
        arrived.push(decode(to, piece));
        reply('250 taken');
      } else if (/^RCPT TO:/i.test(piece)) {
        to = /<(.*)>/.exec(piece)?.[1] ?? '';
        reply(refusals.shift() ?? '250 ok');
      } else if (/^DATA/i.test(piece)) {
        inLetter = true;
        reply('354 go on');
      } else if (/^QUIT/i.test(piece)) {
        reply('221 bye');
        socket.end();
      } else reply('250 ok');
    }
  });
}

function decode(to: string, letter: string): ArrivedLetter {
  const [head = '', ...rest] = letter.split('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
  // RFC 5321, 4.5.2: a line that begins with a dot has got a second one.
  const body = rest.join('\r\n\r\n').replace(/^\.\./gm, '.');
  return { to, subject: words(field('Subject')), text: textOf(body, field('Content-Transfer-Encoding')) };
}

function textOf(body: string, encoding: string): string {
  if (/base64/i.test(encoding))
    return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n').trimEnd();
  const bytes = /quoted-printable/i.test(encoding) ? quotedPrintable(body) : Buffer.from(body, 'latin1');
  return bytes.toString('utf8').replaceAll('\r\n', '\n').trimEnd();
}

function quotedPrintable(text: string): Buffer {
  const joined = text.replace(/=\r\n/g, '');
  const bytes = joined.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}

/** Encoded words of a header (RFC 2047). */
function words(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, (_, how: string, text: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quotedPrintable(text.replaceAll('_', ' ')).toString('utf8'),
    );
}

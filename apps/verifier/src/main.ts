/** `evenhand-verify`: checks evidence and proofs without network and without database, in plain Node. */
import { createReadStream, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { run } from './command';
import type { Outside } from './outside';

const node: Outside = {
  async input() {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  },
  read: (file) => createReadStream(file, { highWaterMark: 2 ** 20 }) as AsyncIterable<Uint8Array>,
  kept(file) {
    try {
      return readFileSync(file, 'utf8');
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw fault;
    }
  },
  keep(file, content) {
    writeFileSync(`${file}.new`, content, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  },
  now: () => Math.floor(Date.now() / 1000),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
};

async function main(): Promise<void> {
  const { code, stdout, stderr } = await run(process.argv.slice(2), node);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
}

main().catch((fault: unknown) => {
  // Nothing was judged, whatever went wrong: never 0, and never 1, which would say that a claim is false.
  process.stderr.write(`Nothing was judged: ${fault instanceof Error ? fault.message : 'unknown fault'}\n`);
  process.exitCode = 2;
});

/** `evenhand-verify`: checks proofs without network and without database, in plain Node. */
import { run } from './command';

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function main(): Promise<void> {
  const { code, stdout, stderr } = await run(process.argv.slice(2), standardInput);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
}

void main();

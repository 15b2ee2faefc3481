/**
 * The verifier as it is given away, over a pack with a million entries, against SHA-256 of the same bytes in the same run;
 * and how large receipts and packs of one interview are.
 *
 *     node tests/bench/verify.ts [entries]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, hash, sign } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';

const project = path.resolve(import.meta.dirname, '../..');
const entries = Number(process.argv[2] ?? 1_000_000);
/** Entries that one interview leaves in the log, from its invitation to its decision. */
const PER_INTERVIEW = 16;
const ORIGIN = 'bench.example/log';
const NOBODY = '00000000-0000-4000-8000-000000000000';

const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-bench-verify-'));
try {
  execFileSync(process.execPath, [path.join(project, 'apps/launcher/src/build-verifier.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const file = path.join(folder, 'pack.json');
  const vkey = await writePack(file, entries);
  const raw = await seconds(() => rawDigest(file));
  const from = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [verifier(), file, '--log-key', vkey, '--json'], {
    encoding: 'utf8',
  });
  const verified = (performance.now() - from) / 1000;
  const log = claimIn(stdout);
  if (log !== 'pass') throw new Error(`The verifier says ${log} of V1 and ends with ${status}.`);
  const bytes = statSync(file).size;
  process.stdout.write(
    `${JSON.stringify({
      entries,
      megabytes: round(bytes / 1e6),
      verifySeconds: round(verified),
      entriesPerSecond: Math.round(entries / verified),
      rawSha256Seconds: round(raw),
      verifyOverRawSha256: round(verified / raw),
      bytesPerEntry: Math.round(bytes / entries),
      logKilobytesPerInterview: round(((bytes / entries) * PER_INTERVIEW) / 1000),
      receiptBytes: receiptBytes(entries),
    })}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function verifier(): string {
  return path.join(project, 'dist/apps/verifier/evenhand-verify.js');
}

function claimIn(stdout: string): string {
  const { claims } = JSON.parse(stdout) as { claims: { id: string; result: string }[] };
  return claims.find(({ id }) => id === 'V1')?.result ?? 'nothing';
}

/** A log of entries as large as those of an interview, none of which the claims about interviews look at. */
async function writePack(file: string, count: number): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const material = Buffer.concat([Buffer.of(1), raw]);
  const id = createHash('sha256').update(`${ORIGIN}\n`).update(material).digest().subarray(0, 4);
  const peaks: { level: number; root: Buffer }[] = [];
  for (let index = 0; index < count; index += 1) {
    let node = { level: 0, root: sha256(Buffer.concat([Buffer.of(0), Buffer.from(entry(index))])) };
    for (let left = peaks.at(-1); left?.level === node.level; left = peaks.at(-1)) {
      peaks.pop();
      node = { level: node.level + 1, root: sha256(Buffer.concat([Buffer.of(1), left.root, node.root])) };
    }
    peaks.push(node);
  }
  const root = peaks.reduceRight<Buffer | null>(
    (right, { root: left }) => (right ? sha256(Buffer.concat([Buffer.of(1), left, right])) : left),
    null,
  );
  const text = `${ORIGIN}\n${count}\n${root?.toString('base64') ?? ''}\n`;
  const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64');
  const note = `${text}\n— ${ORIGIN} ${signature}\n`;
  const vkey = `${ORIGIN}+${id.toString('hex')}+${material.toString('base64')}`;
  const out = createWriteStream(file);
  out.write(
    `{"about":{"id":"${NOBODY}","kind":"requisition"},"checkpoints":[${JSON.stringify(note)}],"interviews":[],"invited":[],"keys":[],"leaves":[`,
  );
  for (let index = 0; index < count; index += 1) {
    if (!out.write(`${index === 0 ? '' : ','}${entry(index)}`))
      await new Promise((go) => out.once('drain', go));
  }
  out.end(`],"logKey":${JSON.stringify(vkey)},"templates":[],"v":1}`);
  await finished(out);
  return vkey;
}

/** A scorecard's entry, one of the largest kinds. */
function entry(index: number): string {
  const hex = index.toString(16).padStart(12, '0');
  const digest = hash('sha256', hex);
  return `{"interview":"00000000-0000-4000-8000-${hex}","key":"${digest}","packet":"00000000-0000-4000-9000-${hex}","root":"${digest}","round":1,"scorecard":"${digest}","type":"rated","v":1}`;
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** A proof file over a log of this size: one hash per level, the entry and a checkpoint with one cosignature. */
function receiptBytes(size: number): number {
  const hashes = Math.ceil(Math.log2(size)) * 45;
  const carried = Math.ceil(Buffer.byteLength(entry(0)) / 3) * 4;
  return 60 + hashes + carried + 350;
}

async function rawDigest(file: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 }))
    digest.update(chunk as Buffer);
  return digest.digest('hex');
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * Uploads as the candidate's browser makes them (half a megabyte at a time, then the digest of all of it) to the real api,
 * against a bare tus server that gets the same pieces, and against copying the same bytes by `cat`.
 *
 *     node tests/bench/upload.ts [megabytes, 64] [rounds, 5]
 *
 * Needs the built applications (`npm run build`). Processor time of servers is read from /proc and so only on Linux.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { PortalView, TakeStarted } from '@evenhand/contracts';

import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { consent } from '../../apps/launcher/src/journey/candidate.ts';
import { invite, openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { ownSystem, type System } from '../recorder/system.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import { median } from './median.ts';

const [megabytes = 64, rounds = 5] = process.argv.slice(2).map(Number);
const PIECE = 512 * 1024;
const bytes = randomBytes(megabytes * 1_000_000);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-bench-upload-'));

interface Round {
  readonly wallMs: number;
  /** Processor time of the server; of `cat`, none is told. */
  readonly cpuMs: number | null;
}

/** Sends all bytes piece by piece. @returns the address of the upload */
async function send(
  base: string,
  uploads: string,
  headers: Record<string, string>,
  metadata: string,
): Promise<void> {
  const tus = { ...headers, 'tus-resumable': '1.0.0' };
  const created = await fetch(new URL(uploads, base), {
    method: 'POST',
    headers: { ...tus, 'upload-defer-length': '1', 'upload-metadata': metadata },
  });
  const where = new URL(created.headers.get('location') ?? '', new URL(uploads, base));
  for (let offset = 0; offset < bytes.length; offset += PIECE) {
    const piece = bytes.subarray(offset, offset + PIECE);
    const last = offset + piece.length === bytes.length;
    const answer = await fetch(where, {
      method: 'PATCH',
      headers: {
        ...tus,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        ...(last && { 'upload-length': String(bytes.length) }),
      },
      body: piece,
    });
    await answer.arrayBuffer();
    if (answer.status !== 204) throw new Error(`A piece was answered with ${answer.status}.`);
  }
}

/** Linux: fields 14 and 15 of /proc/PID/stat, in ticks of 10 ms. proc(5). */
function cpuMsOf(pid: number | null): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

async function round(pid: number | null, work: () => Promise<void>): Promise<Round> {
  const before = cpuMsOf(pid);
  const start = performance.now();
  await work();
  const wallMs = performance.now() - start;
  const after = cpuMsOf(pid);
  return { wallMs, cpuMs: before === null || after === null ? null : after - before };
}

/** A new candidate for every upload: what is measured is one recording, from asking for a take to its digest agreed. */
async function candidateOf(
  system: System,
): Promise<{ portal: ApiSession; secret: string; questionId: string }> {
  const { recruiter, recruiterId, reviewerId } = system;
  const requisition = await openRequisition(
    recruiter,
    {
      title: 'Upload',
      contactEmail: 'jobs@example.org',
      template: twoQuestions({ requiredScorecards: 1 }) as never,
    },
    { recruiter: [recruiterId], reviewer: [reviewerId], hiring_manager: [] },
  );
  const [secret = ''] = await invite(recruiter, requisition.id, [{ name: 'Up', email: 'up@example.org' }]);
  const portal = new ApiSession(system.base, () => undefined, secret);
  const { questions }: PortalView = await consent(portal, { transcription: false, aiAssessment: false });
  return { portal, secret, questionId: questions[0]?.id ?? '' };
}

async function ours(system: System): Promise<Round> {
  const { portal, secret, questionId } = await candidateOf(system);
  return round(system.apiPid(), async () => {
    const { takeId, uploadUrl } = await portal.call<TakeStarted>('start', 'POST', '/api/portal/takes', {
      questionId,
      kind: 'video',
      declaredType: 'video/webm;codecs=vp8,opus',
    });
    const metadata = `takeId ${Buffer.from(takeId).toString('base64')}`;
    await send(system.base, uploadUrl, { authorization: `Bearer ${secret}` }, metadata);
    await portal.call('finish', 'POST', `/api/portal/takes/${takeId}/finish`, {
      bytes: bytes.length,
      sha256,
    });
  });
}

const source = path.join(folder, 'source');
writeFileSync(source, bytes);
const bare = spawn(process.execPath, [path.join(import.meta.dirname, 'bare-tus.ts'), folder], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = (await once(bare.stdout, 'data')) as [Buffer];
const bareBase = `http://127.0.0.1:${Number(line.toString())}`;
const system = await ownSystem();
try {
  const taken: Record<'ours' | 'bareTus' | 'cat', Round[]> = { ours: [], bareTus: [], cat: [] };
  // One round to warm up; then in turn, so that a busy moment of the machine hits all of them.
  for (let turn = 0; turn <= rounds; turn += 1) {
    const results = {
      ours: await ours(system),
      bareTus: await round(bare.pid ?? null, () => send(bareBase, '/uploads', {}, 'name YmVuY2g=')),
      cat: await round(null, async () => {
        execFileSync('sh', ['-c', 'cat "$1" > "$2"', 'sh', source, path.join(folder, 'copy')]);
      }),
    };
    if (turn > 0)
      for (const way of ['ours', 'bareTus', 'cat'] as const) taken[way] = [...taken[way], results[way]];
  }
  const figures = Object.fromEntries(Object.entries(taken).map(([way, all]) => [way, figuresOf(all)]));
  const { ours: own, bareTus, cat } = figures;
  const report = {
    bench: 'upload',
    megabytes,
    rounds,
    pieceBytes: PIECE,
    ...figures,
    ratios: {
      speedToBareTus: ratio(own?.megabytesPerSecond, bareTus?.megabytesPerSecond),
      speedToCat: ratio(own?.megabytesPerSecond, cat?.megabytesPerSecond),
      serverCpuToBareTus: ratio(
        own?.serverCpuMsPerMegabyte ?? undefined,
        bareTus?.serverCpuMsPerMegabyte ?? undefined,
      ),
    },
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  bare.kill();
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
}

interface Figures {
  readonly megabytesPerSecond: number;
  readonly serverCpuMsPerMegabyte: number | null;
}

function figuresOf(all: readonly Round[]): Figures {
  const cpu = all.map(({ cpuMs }) => cpuMs).filter((one) => one !== null);
  return {
    megabytesPerSecond: rounded((megabytes * 1000) / median(all.map(({ wallMs }) => wallMs))),
    serverCpuMsPerMegabyte: cpu.length === 0 ? null : rounded(median(cpu) / megabytes),
  };
}

function ratio(a = Number.NaN, b = Number.NaN): number | null {
  return Number.isFinite(a / b) ? rounded(a / b) : null;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PortalView, Problem, TakeStarted } from '@evenhand/contracts';
import { settingsSchema } from '@evenhand/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { invitedCandidate, openLink, type InvitedCandidate } from '../../../../tests/support/candidate-rows';
import { asOwner, openRequisition, twoQuestions } from '../../../../tests/support/screening-rows';
import { AppModule } from '../app.module';
import { createServer } from '../wiring/create-api';

export const uploadLimitBytes = 100_000;

/** Copies of the api that share a database and a storage folder, as behind a load balancer. */
export class PortalServers {
  private readonly copies: NestFastifyApplication[] = [];
  private folder = '';

  /** Starts one more copy; returns its address. */
  async start(): Promise<string> {
    if (this.folder === '') this.folder = await mkdtemp(path.join(tmpdir(), 'evenhand-api-'));
    const environment = Object.entries(process.env).filter(([name]) => name.startsWith('DATABASE_URL_'));
    const settings = settingsSchema.parse({
      ...Object.fromEntries(environment),
      STORAGE_URL: `file:${this.folder}`,
      MEDIA_URL_SECRET: 'only for tests',
      UPLOAD_LIMIT_BYTES: uploadLimitBytes,
      LOG_LEVEL: 'silent',
    });
    const copy = await createServer(settings, AppModule.with(settings));
    this.copies.push(copy);
    await copy.listen(0, '127.0.0.1');
    return (await copy.getUrl()).replace('[::1]', '127.0.0.1');
  }

  async stop(): Promise<void> {
    await Promise.all(this.copies.splice(0).map((copy) => copy.close()));
    await rm(this.folder, { recursive: true, force: true });
  }

  pathOf(key: string): string {
    return path.join(this.folder, key);
  }
}

/** A newly invited candidate, and the link of the requisition for others. */
export async function inviteSomebody(
  template = twoQuestions(),
): Promise<{ candidate: InvitedCandidate; openSecret: string }> {
  return asOwner(async (owner) => {
    const requisition = await openRequisition(
      owner,
      { recruiter: [], reviewer: [], hiring_manager: [] },
      template,
    );
    const deadline = new Date(Date.now() + 3_600_000);
    return {
      candidate: await invitedCandidate(owner, requisition, deadline),
      openSecret: await openLink(owner, requisition.requisitionId),
    };
  });
}

export interface Answered<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A candidate's browser, as far as requests go. */
export class CandidateBrowser {
  constructor(
    readonly address: string,
    readonly secret: string | null,
  ) {}

  /** The same candidate, talking to another copy of the api. */
  at(address: string): CandidateBrowser {
    return new CandidateBrowser(address, this.secret);
  }

  async ask<Body = PortalView>(method: string, where: string, content?: unknown): Promise<Answered<Body>> {
    const response = await fetch(`${this.address}${where}`, {
      method,
      headers: {
        ...(this.secret === null ? {} : { authorization: `Bearer ${this.secret}` }),
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    const text = await response.text();
    const body = (text === '' ? null : JSON.parse(text)) as Body;
    return { status: response.status, headers: response.headers, body };
  }

  async agree(): Promise<void> {
    const { body } = await this.ask('GET', '/api/portal');
    const consent = { noticeId: body.notice.id, recording: true, transcription: true, aiAssessment: true };
    await this.ask('POST', '/api/portal/consent', consent);
  }

  /** Starts a take; returns its id. */
  async startTake(questionId = 'first', takeId: string = randomUUID()): Promise<string> {
    const wanted = { takeId, questionId, kind: 'video', declaredType: 'video/webm' };
    return (await this.ask<TakeStarted>('POST', '/api/portal/takes', wanted)).body.takeId;
  }

  /** Begins the upload of a take. */
  begin(takeId: string, headers: Record<string, string> = {}): Promise<Answered<Problem | null>> {
    const metadata = `takeId ${Buffer.from(takeId).toString('base64')}`;
    return this.tus('POST', '/api/uploads', {
      'upload-defer-length': '1',
      'upload-metadata': metadata,
      ...headers,
    });
  }

  slice(
    where: string,
    offset: number,
    bytes: Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Answered<Problem | null>> {
    const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
    return this.tus('PATCH', where, { ...type, ...headers }, bytes);
  }

  /** Bytes the server has. */
  async stand(where: string): Promise<number> {
    const { headers } = await this.tus('HEAD', where);
    return Number(headers.get('upload-offset') ?? Number.NaN);
  }

  async tus(
    method: string,
    where: string,
    headers: Record<string, string> = {},
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Answered<Problem | null>> {
    const response = await fetch(`${this.address}${where}`, {
      method,
      headers: {
        'tus-resumable': '1.0.0',
        ...(this.secret === null ? {} : { authorization: `Bearer ${this.secret}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const answered = text.startsWith('{') ? (JSON.parse(text) as Problem) : null;
    return { status: response.status, headers: response.headers, body: answered };
  }

  finish<Body = Problem>(takeId: string, bytes: Uint8Array): Promise<Answered<Body>> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return this.ask<Body>('POST', `/api/portal/takes/${takeId}/finish`, { bytes: bytes.length, sha256 });
  }
}

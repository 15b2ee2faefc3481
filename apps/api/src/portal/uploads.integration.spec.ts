import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request, type ClientRequest } from 'node:http';
import type { TakeView } from '@evenhand/contracts';
import { CandidateBrowser, inviteSomebody, PortalServers, uploadLimitBytes } from '../testing/portal-server';

const servers = new PortalServers();
let here = '';
let there = '';

beforeAll(async () => {
  here = await servers.start();
  there = await servers.start();
}, 30_000);
afterAll(() => servers.stop());

const bytesOf = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(length));
const problem = (code: string) => ({ body: { code, type: `urn:evenhand:problem:${code}` } });

/** A candidate who agreed, with the upload of a first take begun. */
async function uploading(): Promise<{
  browser: CandidateBrowser;
  takeId: string;
  where: string;
  key: string;
}> {
  const { candidate } = await inviteSomebody();
  const browser = new CandidateBrowser(here, candidate.secret);
  await browser.agree();
  const takeId = await browser.startTake();
  const where = (await browser.begin(takeId)).headers.get('location') ?? '';
  return { browser, takeId, where, key: where.replace('/api/', '') };
}

/** A slice whose sender stalls: the headers promise more than was sent so far. */
function stalling(
  address: string,
  secret: string | null,
  where: string,
  offset: number,
  promised: number,
): ClientRequest {
  const url = new URL(where, address);
  const sending = request({
    host: url.hostname,
    port: url.port,
    path: url.pathname,
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      authorization: `Bearer ${secret ?? ''}`,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      'content-length': String(promised),
    },
  });
  sending.on('error', () => undefined);
  return sending;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It never came to that.');
}

describe('an upload', () => {
  it('goes from take to slices to finish, and is kept byte for byte', async () => {
    const { browser, takeId, where, key } = await uploading();
    expect(where).toMatch(/^\/api\/uploads\/[0-9a-f-]{36}$/);
    const bytes = bytesOf(90_000);
    for (let from = 0; from < bytes.length; from += 40_000) {
      const answer = await browser.slice(where, from, bytes.slice(from, from + 40_000));
      expect(answer.status).toBe(204);
      expect(answer.headers.get('upload-offset')).toBe(String(Math.min(from + 40_000, bytes.length)));
      expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const finished = await browser.finish<TakeView>(takeId, bytes);
    expect(finished).toMatchObject({ status: 200, body: { id: takeId, status: 'stored', uploadUrl: null } });
    expect(new Uint8Array(await readFile(servers.pathOf(key)))).toEqual(bytes);
    expect(await browser.finish<TakeView>(takeId, bytes)).toMatchObject({ status: 200 });
    expect(await browser.stand(where)).toBe(bytes.length);
    expect(await browser.slice(where, bytes.length, bytesOf(1))).toMatchObject({
      status: 409,
      ...problem('take-closed'),
    });
  });

  it('goes on after the connection was cut, from what had arrived', async () => {
    const { browser, takeId, where } = await uploading();
    const bytes = bytesOf(50_000);
    const cut = stalling(here, browser.secret, where, 0, bytes.length);
    cut.write(bytes.slice(0, 20_000));
    await until(async () => (await readFile(servers.pathOf(where.replace('/api/', '')))).length >= 20_000);
    cut.destroy();
    const arrived = await browser.stand(where);
    expect(arrived).toBe(20_000);
    expect((await browser.slice(where, arrived, bytes.slice(arrived))).status).toBe(204);
    expect(await browser.finish(takeId, bytes)).toMatchObject({ status: 200 });
  });

  it('begun twice, because an answer got lost, keeps what has arrived', async () => {
    const { browser, takeId, where } = await uploading();
    await browser.slice(where, 0, bytesOf(10));
    expect((await browser.begin(takeId)).headers.get('location')).toBe(where);
    expect(await browser.stand(where)).toBe(10);
  });

  it('refuses a wrong offset as a problem that arrives, however much is still being sent', async () => {
    const { browser, where } = await uploading();
    // More than any buffer holds: what is refused unread must not stand in the way of what comes next.
    const large = bytesOf(5_000_000);
    for (const offset of [7, 1]) {
      const answer = await browser.slice(where, offset, large);
      expect(answer).toMatchObject({ status: 409, ...problem('upload-offset-wrong') });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(await browser.slice(where, 0, bytesOf(60_000))).toMatchObject({ status: 204 });
  });

  it('of more than the limit is refused, declared or not, and nothing of it is kept', async () => {
    const { browser, takeId, where } = await uploading();
    const tooMuch = uploadLimitBytes + 1;
    expect(await browser.slice(where, 0, bytesOf(tooMuch))).toMatchObject({
      status: 413,
      ...problem('too-large'),
    });
    expect(await browser.stand(where)).toBe(0);
    const declared = { 'upload-length': String(tooMuch) };
    expect(await browser.slice(where, 0, bytesOf(1), declared)).toMatchObject({ status: 413 });
    const streamed = await fetch(`${here}${where}`, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        authorization: `Bearer ${browser.secret ?? ''}`,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
      },
      body: new Blob([bytesOf(tooMuch)]).stream(),
      duplex: 'half',
    });
    expect(streamed.status).toBe(413);
    expect(await browser.finish(takeId, bytesOf(0))).toMatchObject({ status: 422, ...problem('empty-file') });
  });

  it('of nobody, somebody else or an unknown take is refused before tus sees it', async () => {
    const [mine, theirs] = [await uploading(), await uploading()];
    const stranger = new CandidateBrowser(here, null);
    expect(await stranger.slice(mine.where, 0, bytesOf(1))).toMatchObject({
      status: 401,
      ...problem('not-signed-in'),
    });
    const wrong = new CandidateBrowser(here, `${mine.browser.secret ?? ''}x`);
    expect(await wrong.begin(mine.takeId)).toMatchObject({ status: 404, ...problem('link-unknown') });
    expect(await mine.browser.begin(theirs.takeId)).toMatchObject({ status: 404, ...problem('not-found') });
    expect(await mine.browser.begin('nonsense')).toMatchObject({ status: 404, ...problem('not-found') });
    expect(await mine.browser.slice(theirs.where, 0, bytesOf(1))).toMatchObject({
      status: 404,
      ...problem('not-found'),
    });
    expect((await mine.browser.tus('HEAD', theirs.where)).status).toBe(404);
    expect(await theirs.browser.stand(theirs.where)).toBe(0);
  });

  it.each([
    ['without a version', { 'tus-resumable': '0.9' }],
    ['without a length', { 'upload-defer-length': '0' }],
    ['without metadata', { 'upload-metadata': '' }],
    ['with bytes', { 'content-type': 'application/offset+octet-stream' }],
  ])('begun %s is refused as a problem', async (_, headers) => {
    const { browser, takeId } = await uploading();
    expect(await browser.begin(takeId, headers)).toMatchObject({ status: 400, ...problem('invalid-input') });
  });

  it('takes no bytes once its take was discarded', async () => {
    const { browser, takeId, where } = await uploading();
    await browser.slice(where, 0, bytesOf(10));
    await browser.ask('POST', `/api/portal/takes/${takeId}/discard`, {});
    expect(await browser.slice(where, 10, bytesOf(1))).toMatchObject({
      status: 409,
      ...problem('take-closed'),
    });
    expect((await browser.tus('HEAD', where)).status).toBe(404);
    await expect(readFile(servers.pathOf(where.replace('/api/', '')))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

describe('two copies of the api', () => {
  it('take the slices of one upload in turn', async () => {
    const { browser, takeId, where } = await uploading();
    const bytes = bytesOf(60_000);
    for (let from = 0, turn = 0; from < bytes.length; from += 10_000, turn += 1) {
      const copy = browser.at(turn % 2 === 0 ? here : there);
      expect((await copy.slice(where, from, bytes.slice(from, from + 10_000))).status).toBe(204);
    }
    expect(await browser.at(there).finish(takeId, bytes)).toMatchObject({ status: 200 });
  });

  it('write a slice that both get at once only once', async () => {
    const { browser, takeId, where, key } = await uploading();
    const bytes = bytesOf(50_000);
    const answers = await Promise.all(
      [here, there, here, there, here, there].map((address) => browser.at(address).slice(where, 0, bytes)),
    );
    expect(answers.filter((answer) => answer.status === 204)).toHaveLength(1);
    for (const answer of answers) expect([204, 409, 423]).toContain(answer.status);
    expect(new Uint8Array(await readFile(servers.pathOf(key)))).toEqual(bytes);
    expect(await browser.finish(takeId, bytes)).toMatchObject({ status: 200 });
  });

  it('do not wait for a sender that stalls at the other: what it sent is kept, and the upload goes on', async () => {
    const { browser, takeId, where, key } = await uploading();
    const bytes = bytesOf(30_000);
    const stalled = stalling(here, browser.secret, where, 0, bytes.length);
    stalled.write(bytes.slice(0, 12_000));
    await until(async () => (await readFile(servers.pathOf(key))).length === 12_000);
    const asked = Date.now();
    const arrived = await browser.at(there).stand(where);
    expect(arrived).toBe(12_000);
    expect(Date.now() - asked).toBeLessThan(8_000);
    expect((await browser.at(there).slice(where, arrived, bytes.slice(arrived))).status).toBe(204);
    stalled.destroy();
    expect(await browser.at(there).finish(takeId, bytes)).toMatchObject({ status: 200 });
  }, 20_000);

  it('let only one of two senders write: the second begins where the first has come to', async () => {
    const { browser, where, key } = await uploading();
    const bytes = bytesOf(30_000);
    const first = stalling(here, browser.secret, where, 0, bytes.length);
    first.write(bytes.slice(0, 12_000));
    await until(async () => (await readFile(servers.pathOf(key))).length === 12_000);
    expect(await browser.at(there).slice(where, 0, bytesOf(20_000))).toMatchObject({ status: 409 });
    first.destroy();
    expect(new Uint8Array(await readFile(servers.pathOf(key)))).toEqual(bytes.slice(0, 12_000));
  });

  it('finish a take once, however often both are asked', async () => {
    const { browser, takeId, where } = await uploading();
    const bytes = bytesOf(1000);
    await browser.slice(where, 0, bytes);
    const answers = await Promise.all(
      [here, there, here, there].map((address) => browser.at(address).finish<TakeView>(takeId, bytes)),
    );
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { status: 'stored' } });
  });
});

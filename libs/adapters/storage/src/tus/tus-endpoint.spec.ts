import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Trouble, type UploadLocks } from '@evenhand/domain';
import { MemoryUploadLocks, uploadsConformance } from '@evenhand/domain/testing';
import { openStorage, openUploads } from '../open-storage';
import type { FileUploads } from './file-uploads.adapter';
import { TusEndpoint, type UploadAdmission } from './tus-endpoint';

const limit = 1000;
const origin = 'http://test.local';
const everything: UploadAdmission = {
  begin: (takeId) => Promise.resolve(`upload-${takeId}`),
  proceed: () => Promise.resolve(),
};

let folder: string;
let locks: UploadLocks;
let uploads: FileUploads;
let endpoint: TusEndpoint;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-tus-'));
  locks = new MemoryUploadLocks();
  uploads = openUploads(openStorage(`file:${folder}`), locks);
  endpoint = new TusEndpoint(uploads, '/api/uploads', limit);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const ask = (
  method: string,
  where: string,
  headers: Record<string, string> = {},
  body?: string,
  admission = everything,
): Promise<Response> =>
  endpoint.handle(
    new Request(`${origin}${where}`, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      ...(body === undefined ? {} : { body }),
    }),
    admission,
  );
const begin = (
  takeId: string,
  headers: Record<string, string> = { 'upload-defer-length': '1' },
): Promise<Response> =>
  ask('POST', '/api/uploads', { 'upload-metadata': `takeId ${base64(takeId)}`, ...headers });
const slice = (
  where: string,
  offset: number,
  text: string,
  headers: Record<string, string> = {},
): Promise<Response> =>
  ask(
    'PATCH',
    where,
    { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), ...headers },
    text,
  );
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof Trouble ? error.code : String(error)),
  );

uploadsConformance('FileUploads', () => {
  const arrive = async (id: string, text: string): Promise<boolean> => {
    const admission = { ...everything, begin: (takeId: string) => Promise.resolve(takeId) };
    const metadata = { 'upload-metadata': `takeId ${base64(id)}`, 'upload-defer-length': '1' };
    const known = await uploads.progress(id);
    if (!known) await ask('POST', '/api/uploads', metadata, undefined, admission);
    return (await codeOf(slice(`/api/uploads/${id}`, known?.bytes ?? 0, text))) === 'no error';
  };
  return Promise.resolve({ uploads, storage: openStorage(`file:${folder}`), arrive });
});

describe('TusEndpoint', () => {
  it('takes slices in order and tells how far it has come', async () => {
    const begun = await begin('one');
    expect(begun.status).toBe(201);
    const where = begun.headers.get('location') ?? '';
    expect(where).toBe('/api/uploads/upload-one');
    expect((await slice(where, 0, 'Hello ')).headers.get('upload-offset')).toBe('6');
    expect((await slice(where, 6, 'world')).headers.get('upload-offset')).toBe('11');
    const head = await ask('HEAD', where);
    expect(head.headers.get('upload-offset')).toBe('11');
    expect(head.headers.get('upload-defer-length')).toBe('1');
    expect(await readFile(path.join(folder, 'uploads/upload-one'), 'utf8')).toBe('Hello world');
    expect((await stat(path.join(folder, 'uploads/upload-one'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(folder, 'uploads'))).mode & 0o777).toBe(0o700);
  });

  it('keeps what has arrived when an upload is begun a second time', async () => {
    const where = (await begin('one')).headers.get('location') ?? '';
    await slice(where, 0, 'kept');
    expect((await begin('one')).headers.get('location')).toBe(where);
    expect((await ask('HEAD', where)).headers.get('upload-offset')).toBe('4');
    expect(await codeOf(slice(where, 0, 'lost'))).toBe('upload-offset-wrong');
    expect(await codeOf(begin('one', { 'upload-length': '9' }))).toBe('invalid-input');
  });

  it('refuses a slice that does not begin where the last one ended', async () => {
    const where = (await begin('one')).headers.get('location') ?? '';
    await slice(where, 0, 'abc');
    expect(await codeOf(slice(where, 2, 'x'))).toBe('upload-offset-wrong');
    expect(await codeOf(slice(where, 9, 'x'))).toBe('upload-offset-wrong');
    expect(await uploads.progress('upload-one')).toMatchObject({ bytes: 3 });
  });

  it('takes a declared length as final and refuses more than the limit', async () => {
    expect(await codeOf(begin('big', { 'upload-length': String(limit + 1) }))).toBe('too-large');
    const where = (await begin('one')).headers.get('location') ?? '';
    await slice(where, 0, 'x'.repeat(limit - 1));
    expect(await codeOf(slice(where, limit - 1, 'xx'))).toBe('too-large');
    expect(await uploads.progress('upload-one')).toMatchObject({ bytes: limit - 1 });
    expect(await codeOf(slice(where, limit - 1, 'x', { 'upload-length': String(limit + 5) }))).toBe(
      'too-large',
    );
    await slice(where, limit - 1, 'x', { 'upload-length': String(limit) });
    expect(await codeOf(slice(where, limit, 'x'))).toBe('too-large');
  });

  it('asks for admission before anything is written', async () => {
    class Refused extends Trouble {
      readonly code = 'take-closed';
      readonly retryable = false;
    }
    const nothing: UploadAdmission = {
      begin: () => Promise.reject(new Refused('no')),
      proceed: () => Promise.reject(new Refused('no')),
    };
    const metadata = { 'upload-metadata': `takeId ${base64('one')}`, 'upload-defer-length': '1' };
    expect(await codeOf(ask('POST', '/api/uploads', metadata, undefined, nothing))).toBe('take-closed');
    expect(await uploads.progress('upload-one')).toBeNull();
    const where = (await begin('one')).headers.get('location') ?? '';
    expect(await codeOf(ask('HEAD', where, {}, undefined, nothing))).toBe('take-closed');
  });

  it.each([
    ['no version', 'POST', '/api/uploads', { 'tus-resumable': '' }],
    ['no metadata', 'POST', '/api/uploads', { 'upload-defer-length': '1' }],
    ['no length', 'POST', '/api/uploads', { 'upload-metadata': `takeId ${base64('one')}` }],
    [
      'a negative length',
      'POST',
      '/api/uploads',
      { 'upload-length': '-1', 'upload-metadata': `takeId ${base64('one')}` },
    ],
    [
      'bytes on creation',
      'POST',
      '/api/uploads',
      {
        'upload-metadata': `takeId ${base64('one')}`,
        'upload-defer-length': '1',
        'content-type': 'application/offset+octet-stream',
      },
    ],
    ['no offset', 'PATCH', '/api/uploads/upload-one', { 'content-type': 'application/offset+octet-stream' }],
    [
      'another content type',
      'PATCH',
      '/api/uploads/upload-one',
      { 'content-type': 'text/plain', 'upload-offset': '0' },
    ],
    ['removal', 'DELETE', '/api/uploads/upload-one', {}],
  ])('refuses %s as wrong input', async (_what, method, where, headers) => {
    expect(await codeOf(ask(method, where, headers))).toBe('invalid-input');
    expect(await uploads.progress('upload-one')).toBeNull();
  });

  it.each([
    '/api/uploads/none',
    '/api/uploads/..%2F..%2Fsecrets',
    '/api/uploads/a%00b',
    '/api/uploads/x/upload-one',
  ])('knows no upload at %s', async (where) => {
    await begin('one');
    expect(await codeOf(ask('HEAD', where))).toBe('not-found');
    expect(await codeOf(slice(where, 0, 'x'))).toBe('not-found');
  });

  it('lets no other website in', async () => {
    const answer = await ask('OPTIONS', '/api/uploads', { origin: 'https://elsewhere.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('stops a slow sender when the upload is wanted, keeping what has come', async () => {
    const where = (await begin('one')).headers.get('location') ?? '';
    let send: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (send = controller) });
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    };
    const slow = endpoint.handle(
      new Request(`${origin}${where}`, { method: 'PATCH', headers, body, duplex: 'half' }),
      everything,
    );
    send?.enqueue(Buffer.from('first part'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const held = await uploads.hold('upload-one', () => uploads.progress('upload-one'));
    expect(held).toMatchObject({ bytes: 10 });
    await slow.catch(() => undefined);
    send?.close();
    expect((await slice(where, 10, ', second part')).headers.get('upload-offset')).toBe('23');
  });
});

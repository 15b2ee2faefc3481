import type { TakeView } from '@evenhand/contracts';
import { digestOf } from '@evenhand/ledger';
import fc from 'fast-check';
import { RefusedError, UnreachableError } from '../portal/portal.errors';
import { Chest } from '../recorder/chest/chest';
import { MemoryShelf } from '../recorder/chest/memory.adapter';
import type { UploadNews, UploadServer } from './take-upload';
import { TakeUpload } from './take-upload';

const KIB = 1024;

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0);
  return whole;
}

const refused = (status: number, code: string): RefusedError =>
  new RefusedError(status, { code, detail: code, retryable: false });

/** Holds one upload as the tus protocol asks for, and fails when told to. */
class UploadServerInMemory implements UploadServer {
  held = new Uint8Array();
  readonly requests: number[] = [];
  status: TakeView['status'] = 'open';
  finished: { bytes: number; sha256: string } | null = null;
  /** Called before each request; may throw. */
  trouble: (request: string) => void = () => undefined;
  private length: number | null = null;
  private uploads = 0;
  private exists = false;

  readonly portal: UploadServer['portal'] = {
    startTake: async ({ takeId = '' }) => {
      this.trouble('start');
      return { takeId, uploadUrl: '/api/uploads' };
    },
    finishTake: async (_takeId, finish) => {
      this.trouble('finish');
      if (this.held.length !== finish.bytes) throw refused(409, 'upload-incomplete');
      this.finished = finish;
      this.status = 'stored';
      return this.take();
    },
    view: async () => ({ questions: [{ takes: [this.take()] }] }),
  };

  readonly tus: UploadServer['tus'] = {
    create: async () => {
      this.trouble('create');
      this.forget();
      this.exists = true;
      return `/api/uploads/${(this.uploads += 1)}`;
    },
    stand: async () => {
      this.trouble('stand');
      if (!this.exists) throw refused(404, 'not-found');
      return { offset: this.held.length, length: this.length };
    },
    append: async (_url, offset, bytes, length) => {
      this.trouble('append');
      if (!this.exists) throw refused(404, 'not-found');
      if (offset !== this.held.length) throw refused(409, 'conflict');
      if (length !== null && this.length !== null) throw refused(400, 'invalid-length');
      this.requests.push(bytes.length);
      this.held = joined([this.held, bytes]);
      this.length = length ?? this.length;
      this.trouble('appended');
      return this.held.length;
    },
  };

  readonly pause = async (): Promise<void> => undefined;

  forget(): void {
    this.exists = false;
    this.length = null;
    this.held = new Uint8Array();
  }

  private take(): TakeView {
    const nothing = { refusal: null, uploadUrl: null, mediaUrl: null, durationMs: null, flags: [] };
    return { id: 'take', number: 1, kind: 'video', status: this.status, ...nothing };
  }
}

async function chestWith(slices: Uint8Array[], complete: boolean): Promise<Chest> {
  const chest = new Chest(new MemoryShelf());
  await chest.begin({
    takeId: 'take',
    interviewId: 'interview',
    questionId: 'q1',
    kind: 'video',
    format: 'video/webm;codecs=vp8,opus',
    uploadsUrl: null,
    uploadUrl: null,
    lengths: [],
    recordedMs: 0,
    complete: false,
    begunAt: 0,
  });
  for (const slice of slices) await chest.append('take', slice.slice().buffer, 4000);
  if (complete) await chest.change('take', { complete });
  return chest;
}

const slicesOf = (...kibibytes: number[]): Uint8Array[] =>
  kibibytes.map((size, index) => new Uint8Array(size * KIB).fill(index + 1).map((byte, at) => byte ^ at));

const sha256Of = (slices: Uint8Array[]): string => digestOf(joined(slices));

async function upload(chest: Chest, server: UploadServerInMemory): Promise<UploadNews[]> {
  const news: UploadNews[] = [];
  await new TakeUpload('take', chest, server, (one) => news.push(one)).run(new AbortController().signal);
  return news;
}

it('brings a recording over whole, tells length and digest, and only then forgets it', async () => {
  const slices = slicesOf(600, 500, 70);
  const chest = await chestWith(slices, true);
  const server = new UploadServerInMemory();
  const news = await upload(chest, server);

  expect(digestOf(server.held)).toBe(sha256Of(slices));
  expect(server.finished).toEqual({ bytes: 1170 * KIB, sha256: sha256Of(slices) });
  expect(news.at(-1)).toEqual({ phase: 'stored', sent: 1170 * KIB, code: null, slow: false });
  expect(await chest.takesOf('interview')).toEqual([]);
});

it('sends while recording, but no crumbs', async () => {
  const [first, second, third] = slicesOf(200, 100, 10);
  const chest = await chestWith(first ? [first] : [], false);
  const server = new UploadServerInMemory();
  const running = upload(chest, server);
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

  await settle();
  expect(server.requests).toEqual([]);
  if (second) await chest.append('take', second.slice().buffer, 8000);
  await settle();
  expect(server.requests).toEqual([300 * KIB]);
  if (third) await chest.append('take', third.slice().buffer, 12_000);
  await settle();
  expect(server.requests).toEqual([300 * KIB]);
  await chest.change('take', { complete: true });
  await running;
  expect(server.requests).toEqual([300 * KIB, 10 * KIB]);
});

it('declares the length even when every byte had been sent before the recording ended', async () => {
  const slices = slicesOf(300);
  const chest = await chestWith(slices, false);
  const server = new UploadServerInMemory();
  const running = upload(chest, server);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await chest.change('take', { complete: true });
  await running;
  expect(server.requests).toEqual([300 * KIB, 0]);
  expect(server.finished?.sha256).toBe(sha256Of(slices));
});

it('arrives whole through any run of lost requests and lost answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 25 }), async (failures) => {
      const slices = slicesOf(300, 300, 1);
      const chest = await chestWith(slices, true);
      const server = new UploadServerInMemory();
      server.trouble = () => {
        if (failures.shift() === true) throw new UnreachableError(new Error('no line'));
      };
      const news = await upload(chest, server);
      expect(news.at(-1)?.phase).toBe('stored');
      expect(server.finished).toEqual({ bytes: 601 * KIB, sha256: sha256Of(slices) });
    }),
    { numRuns: 25 },
  );
});

it('starts from the first byte when the server lost the upload', async () => {
  const slices = slicesOf(700, 700);
  const chest = await chestWith(slices, true);
  const server = new UploadServerInMemory();
  let appended = 0;
  server.trouble = (request) => {
    if (request === 'appended' && (appended += 1) === 2) server.forget();
  };
  await upload(chest, server);
  expect(server.finished?.sha256).toBe(sha256Of(slices));
});

it('takes a take for stored when only the answer to the last call was lost', async () => {
  const chest = await chestWith(slicesOf(10), true);
  const server = new UploadServerInMemory();
  server.status = 'stored';
  server.trouble = (request) => {
    if (request === 'stand') throw refused(410, 'not-found');
  };
  const news = await upload(chest, server);
  expect(news.at(-1)?.phase).toBe('stored');
  expect(await chest.takesOf('interview')).toEqual([]);
});

it('keeps the recording when the server will not have it, and says why', async () => {
  const chest = await chestWith(slicesOf(10), true);
  const server = new UploadServerInMemory();
  server.trouble = (request) => {
    if (request === 'start') throw refused(409, 'no-takes-left');
  };
  const news = await upload(chest, server);
  expect(news.at(-1)).toEqual({ phase: 'refused', sent: 0, code: 'no-takes-left', slow: false });
  expect(await chest.takesOf('interview')).toHaveLength(1);
});

it('stops when the candidate gives the take up', async () => {
  const chest = await chestWith(slicesOf(10), false);
  const server = new UploadServerInMemory();
  const giveUp = new AbortController();
  const running = new TakeUpload('take', chest, server, () => undefined).run(giveUp.signal);
  giveUp.abort();
  await chest.drop('take');
  await running;
  expect(server.finished).toBeNull();
});

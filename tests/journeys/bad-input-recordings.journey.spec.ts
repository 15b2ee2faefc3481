import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ReviewQueue, TakeView } from '@evenhand/contracts';

import { clipFile } from '../../apps/launcher/src/demo/answers.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai-server.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { filesBelow, makeCanary, shareOfTone } from './canary-tone.ts';
import { expectProblem } from './problems.ts';
import {
  finishInWriting,
  rowsOf,
  startRecruiting,
  type InvitedPerson,
  type Recruiting,
} from './recruiting.ts';
import { arrived, begin, finish, slice, startTake, takesLeft, upload } from './uploading.ts';

jest.setTimeout(180_000);

const limit = 400_000;
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));
const clip = new Uint8Array(readFileSync(clipFile('david', 'difficult-customer', 'webm')));

let speech: FakeOpenAi;
let stack: Stack;
let recruiting: Recruiting;
let person: InvitedPerson;
/** Where another candidate's recording lies, and its bytes. */
let canaryFile: string;
let canary: Buffer;

beforeAll(async () => {
  speech = await startFakeOpenAi();
  stack = await startStack({
    UPLOAD_LIMIT_BYTES: String(limit),
    OPENAI_BASE_URL: speech.baseUrl,
    OPENAI_API_KEY: 'test',
    SPEECH_ENGINE: 'openai',
    SPEECH_MODEL: 'fake-speech',
  });
  recruiting = await startRecruiting(stack);
  person = await recruiting.agreed();
  canaryFile = path.join(stack.folder, 'storage/uploads/canary.webm');
  canary = makeCanary(canaryFile);
});
afterAll(async () => {
  await stack?.stop();
  await speech?.stop();
});

/** A take that was refused in words and cost nothing. */
async function expectRefused(take: TakeView, code: string): Promise<void> {
  expect(take).toMatchObject({ status: 'refused', refusal: { code }, mediaUrl: null, flags: [] });
  expect(take.refusal?.sentence).toMatch(/^The file|^This file|^The recording|^Too much/);
  expect(take.refusal?.sentence).toContain('does not use up a take');
  expect(take.refusal?.sentence).not.toMatch(/ffmpeg|storage|uploads|\/|Error/);
  expect(await takesLeft(person.portal)).toBe(2);
}

describe('a file called answer.webm', () => {
  it.each([
    ['a text', bytesOf('Dear team, please find my answer attached.\n'), 'not-a-recording'],
    ['a page', bytesOf('<!doctype html><script>alert(1)</script>'), 'not-a-recording'],
    ['noise', new Uint8Array(randomBytes(5_000)), 'not-a-recording'],
    ['a header and nothing else', clip.slice(0, 40), 'truncated-beyond-use'],
  ])('that is %s is refused, and costs no take', async (_, bytes, code) => {
    await expectRefused(await upload(person.portal, bytes), code);
  });

  it('that is empty is refused before anything is made of it', async () => {
    const takeId = await startTake(person.portal);
    await begin(person.portal, takeId);
    expectProblem(await finish(person.portal, takeId, bytesOf('')), 422, 'empty-file');
    expectProblem(await finish(person.portal, takeId, clip), 409, 'upload-incomplete');
    await person.portal.call('discard', 'POST', `/api/portal/takes/${takeId}/discard`);
    expect(await takesLeft(person.portal)).toBe(2);
  });

  it('that is over the limit is refused, declared or not, and nothing of it is kept', async () => {
    const takeId = await startTake(person.portal);
    expectProblem(
      await begin(person.portal, takeId, { 'upload-length': String(limit + 1) }),
      413,
      'too-large',
    );
    const location = (await begin(person.portal, takeId)).headers.get('location') ?? '';
    const { detail } = expectProblem(
      await slice(person.portal, location, 0, new Uint8Array(limit + 1)),
      413,
      'too-large',
    );
    expect(detail).toContain('MB');
    expect(await arrived(person.portal, location)).toBeLessThanOrEqual(limit);
    await person.portal.call('discard', 'POST', `/api/portal/takes/${takeId}/discard`);
    expect(await takesLeft(person.portal)).toBe(2);
  });

  it('that was cut in the middle is kept, says so, and gives the take back', async () => {
    const whole = new Uint8Array(readFileSync(clipFile('amara', 'difficult-customer', 'webm')));
    const take = await upload(person.portal, whole.slice(0, Math.floor(whole.length / 2)));
    expect(take).toMatchObject({ status: 'prepared', refusal: null, flags: ['cut-short'] });
    expect(take.durationMs).toBeGreaterThan(8_000);
    expect(take.durationMs).toBeLessThan(22_000);
    expect(take.mediaUrl).toMatch(/^\/api\/media\//);
    expect(await takesLeft(person.portal)).toBe(2);
  });
});

describe('a list of other files called answer.webm', () => {
  it('never leads to a recording that lies beside it', async () => {
    const names = ['canary.webm', '../uploads/canary.webm', canaryFile, `file:${canaryFile}`];
    const listings = names.flatMap((name) => [
      `ffconcat version 1.0\nfile '${name}'\n`,
      `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${name}\n#EXT-X-ENDLIST\n`,
    ]);
    listings.push(
      `<?xml version="1.0"?><MPD><Period><BaseURL>${canaryFile}</BaseURL></Period></MPD>`,
      `\ufeffffconcat version 1.0\nfile concat:${canaryFile}|${canaryFile}\n`,
      `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=canary\nm=audio 5004 RTP/AVP 97\n`,
    );
    for (const listing of listings)
      await expectRefused(await upload(person.portal, bytesOf(listing)), 'not-a-recording');
    // A recording's own header does not help a list through.
    const dressed = new Uint8Array(Buffer.concat([clip.slice(0, 40), Buffer.from(listings[0] ?? '')]));
    expect(await upload(person.portal, dressed)).toMatchObject({ status: 'refused' });
  });
});

describe('an upload', () => {
  it('that is replayed changes nothing', async () => {
    const takeId = await startTake(person.portal);
    const location = (await begin(person.portal, takeId)).headers.get('location') ?? '';
    expect((await begin(person.portal, takeId)).headers.get('location')).toBe(location);
    const half = Math.floor(clip.length / 2);
    expect((await slice(person.portal, location, 0, clip.slice(0, half))).status).toBe(204);
    expectProblem(await slice(person.portal, location, 0, clip.slice(0, half)), 409, 'upload-offset-wrong');
    expectProblem(
      await slice(person.portal, location, half + 1, clip.slice(half)),
      409,
      'upload-offset-wrong',
    );
    expect(await arrived(person.portal, location)).toBe(half);
    expectProblem(await finish(person.portal, takeId, clip), 409, 'upload-incomplete');
    expect((await slice(person.portal, location, half, clip.slice(half))).status).toBe(204);
    expectProblem(await finish(person.portal, takeId, clip.toReversed()), 422, 'digest-mismatch');

    const finished = await Promise.all([1, 2, 3].map(() => finish(person.portal, takeId, clip)));
    expect(finished.map(({ status }) => status)).toEqual([200, 200, 200]);
    expectProblem(await finish(person.portal, takeId, clip.slice(1)), 409, 'take-closed');
    expectProblem(await slice(person.portal, location, clip.length, clip), 409, 'take-closed');
    expectProblem(await begin(person.portal, takeId), 409, 'take-closed');
    expect(await arrived(person.portal, location)).toBe(clip.length);
    const stored = readFileSync(path.join(stack.folder, 'storage', location.replace('/api/', '')));
    expect(sha256(stored)).toBe(sha256(clip));
    expect(await takesLeft(person.portal)).toBe(1);
  });

  it('of another candidate cannot be begun, gone on with, asked about, finished or discarded', async () => {
    const other = await recruiting.agreed();
    const takeId = await startTake(other.portal);
    const location = (await begin(other.portal, takeId)).headers.get('location') ?? '';
    await slice(other.portal, location, 0, clip.slice(0, 1000));

    expectProblem(await begin(person.portal, takeId), 404, 'not-found');
    expectProblem(await slice(person.portal, location, 1000, clip.slice(1000)), 404, 'not-found');
    expectProblem(await finish(person.portal, takeId, clip), 404, 'not-found');
    expectProblem(
      await person.portal.send('discard', 'POST', `/api/portal/takes/${takeId}/discard`, {}),
      404,
      'not-found',
    );
    const same = { takeId, questionId: 'first', kind: 'video', declaredType: 'video/webm' };
    const starting = person.portal.send('start', 'POST', '/api/portal/takes', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(same),
    });
    expectProblem(await starting, 404, 'not-found');
    expect(await arrived(person.portal, location)).toBeNull();

    expect(await arrived(other.portal, location)).toBe(1000);
    await slice(other.portal, location, 1000, clip.slice(1000));
    expect((await finish(other.portal, takeId, clip)).status).toBe(200);
    expect(await rowsOf(other.interviewId)).toMatchObject({ takes: 1 });
  });
});

describe('after all of it', () => {
  it('the candidate finishes with the recording that was good', async () => {
    const before = await rowsOf(person.interviewId);
    await finishInWriting(person, ['second']);
    expect(await rowsOf(person.interviewId)).toMatchObject({
      takes: before['takes'],
      answers: 2,
      submissions: 1,
      'entry submitted': 1,
    });
    await recruiting.people.one.session.waitFor<ReviewQueue>(
      'wait',
      '/api/review/queue',
      ({ body }) => body.left > 0,
    );
  });

  it('nothing of the other recording is in any file that was made, or went to the speech engine', async () => {
    expect(shareOfTone(canaryFile)).toBeGreaterThan(0.9);
    const files = filesBelow(path.join(stack.folder, 'storage')).filter((file) => file !== canaryFile);
    const made = files.filter((file) => /\/(media|audio|posters)\//.test(file));
    // The cut recording and the good one, of this candidate; the other candidate's is never chosen but prepared.
    expect(made.filter((file) => file.includes('/audio/')).length).toBeGreaterThanOrEqual(2);
    const pieces = Array.from({ length: 8 }, (_, at) => canary.subarray(2000 + at * 1500, 2064 + at * 1500));
    for (const file of files) {
      const bytes = readFileSync(file);
      expect([file, pieces.some((piece) => bytes.includes(piece))]).toEqual([file, false]);
      if (/\/(media|audio)\//.test(file)) expect(shareOfTone(file)).toBeLessThan(0.05);
    }
    const known = new Set(
      made.filter((file) => file.includes('/audio/')).map((file) => sha256(readFileSync(file))),
    );
    const sent = speech.calls.flatMap(({ file }) => (file === null ? [] : [file.sha256]));
    expect(sent).toHaveLength(1);
    expect(sent.filter((digest) => !known.has(digest))).toEqual([]);
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BlindPacket, DraftSaved, ReviewQueue, ScorecardLocked } from '@evenhand/contracts';
import type { z } from 'zod';

import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { testPassword } from '../journeys/colleagues.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai-server.ts';
import { answerLikeAModel } from '../support/model-answers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { fieldsOf, fieldsOfContract } from './fields.ts';
import { scriptedReview, type Difference, type Received } from './scripted-review.ts';

jest.setTimeout(240_000);

let model: FakeOpenAi;
let stack: Stack;
let admin: ApiSession;
type Run = Awaited<ReturnType<typeof scriptedReview>>;
const runs: Record<string, Run> = {};

const addColleague = async (name: string, role: string): Promise<string> => {
  const person = {
    email: `${name}@example.org`,
    name: name.split('-')[0],
    password: testPassword,
    roles: [role],
  };
  return (await admin.call<{ id: string }>('add a person', 'POST', '/api/people', person)).id;
};

beforeAll(async () => {
  model = await startFakeOpenAi();
  stack = await startStack({
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'test',
    SPEECH_ENGINE: 'openai',
    SPEECH_MODEL: 'fake-speech',
    SUMMARY_MODEL: 'fake-model',
  });
  admin = new ApiSession(stack.base, () => undefined);
  const first = { code: stack.setUpCode, email: 'admin@example.org', name: 'Admin', password: testPassword };
  await admin.call('set up', 'POST', '/api/setup', first);
});
afterAll(async () => {
  await stack?.stop();
  await model?.stop();
});

async function review(difference: Difference): Promise<Run> {
  const made = await scriptedReview(stack, addColleague, difference);
  runs[difference.run] = made;
  return made;
}

describe('what the machine says', () => {
  it('is different in each of three runs of the same review', async () => {
    answerLikeAModel(
      model,
      5,
      'a candidate beyond all praise, to be hired without further ado and at any price',
    );
    const praised = await review({ run: 'a', aiAssessment: true });
    answerLikeAModel(model, 1, 'no');
    const dismissed = await review({ run: 'b', aiAssessment: true });
    const refused = await review({ run: 'c', aiAssessment: false });
    expect(praised.reveal.summary?.criteria.map(({ score }) => score)).toEqual([5, 5]);
    expect(dismissed.reveal.summary?.criteria.map(({ score }) => score)).toEqual([1, 1]);
    expect(refused.reveal.summary).toBeNull();
  });

  it.each([
    ['whether it praises or dismisses', 'a', 'b'],
    ['whether it was asked at all', 'a', 'c'],
  ])('changes nothing anybody receives before reveal: %s', (_, one, other) => {
    const [first, second] = [runs[one]?.received ?? [], runs[other]?.received ?? []];
    expect(first.length).toBeGreaterThan(100);
    expect(differences(first, second)).toEqual([]);
  });

  it('would be noticed in a field, a length, an order, a header, a status or an answer too many', () => {
    const received = runs['a']?.received ?? [];
    const at = received.findIndex(({ step }) => step === 'one packet');
    const packet = received[at] as Received;
    const leaks: Received[][] = [
      received.toSpliced(at, 1, { ...packet, body: packet.body.replace('{', '{"score":5,') }),
      received.toSpliced(at, 1, { ...packet, body: packet.body.replace(/media (\d)/, 'media 9$1') }),
      received.toSpliced(at, 1, { ...packet, body: packet.body.replace('"first"', '"second"') }),
      received.toSpliced(at, 1, { ...packet, headers: `${packet.headers}\nx-ready: 1` }),
      received.toSpliced(at, 1, { ...packet, status: 202 }),
      [...received, packet],
    ];
    for (const leak of leaks) expect(differences(received, leak)).not.toEqual([]);
  });
});

const anchorFields = ['id', 'jobRelatedness', 'name', 'anchors[]'].map(
  (field) => `answers[].criteria[].${field}`,
);
const mediaFields = ['durationMs', 'posterUrl', 'silences[].endMs', 'silences[].startMs', 'type', 'url'];
const waveformFields = [
  'bits',
  'channels',
  'data[]',
  'length',
  'sample_rate',
  'samples_per_pixel',
  'version',
];

/** What reaches a reviewer before reveal, field by field. A field that is added anywhere has to be added here, by hand. */
const allowed: [string, z.ZodType, string[]][] = [
  [
    'queue',
    ReviewQueue,
    [
      'left',
      'minutesLeft',
      'next',
      ...['answers', 'candidateName', 'durationMs', 'interviewId', 'packetId', 'requisition', 'state'].map(
        (field) => `rows[].${field}`,
      ),
    ],
  ],
  [
    'packet',
    BlindPacket,
    [
      ...[
        'answers[].captions',
        'answers[].question',
        'answers[].questionId',
        'answers[].text',
        ...anchorFields,
      ],
      ...mediaFields.map((field) => `answers[].media.${field}`),
      ...waveformFields.map((field) => `answers[].media.waveform.${field}`),
      ...['confidence', 'endMs', 'startMs', 'text'].map((field) => `answers[].transcript[].${field}`),
      ...['criterionId', 'note', 'questionId', 'rating'].map((field) => `draft.ratings[].${field}`),
      ...[
        'candidateName',
        'locked',
        'nextPacketId',
        'packetId',
        'place.number',
        'place.of',
        'requisition',
        'root',
        'sealedSentence',
      ],
    ],
  ],
  ['draft', DraftSaved, ['savedAt']],
  ['lock', ScorecardLocked, ['lockedAt', 'nextPacketId']],
];

describe('what reaches a reviewer before reveal', () => {
  it.each(allowed)('as %s is what the contract says and nothing else', (_, contract, fields) => {
    expect(fieldsOfContract(contract)).toEqual([...fields].sort());
  });

  it.each(allowed)('as %s is, field for field, what really arrives', (what, _, fields) => {
    const answers = Object.values(runs)
      .flatMap(({ received }) => received)
      .filter(({ step }) => new RegExp(`^(one|two) ${what}\\b`).test(step))
      .map(({ body }) => JSON.parse(body) as unknown);
    expect(answers.length).toBeGreaterThan(2);
    for (const answer of answers)
      expect(fieldsOf(answer).filter((field) => !reaches(field, fields))).toEqual([]);
    // A note is only there where somebody wrote one.
    const arrived = fieldsOf(answers).map((field) => field.replace(/^\[\]\.?/, ''));
    expect(arrived).toEqual(fields.filter((field) => !field.endsWith('.note')).sort());
  });
});

/** Whether a field, or something inside it where it is null or empty, is on the list. */
const reaches = (field: string, fields: readonly string[]): boolean =>
  fields.some(
    (allowedField) =>
      allowedField === field || allowedField.startsWith(`${field}.`) || allowedField.startsWith(`${field}[`),
  );

/** Steps at which two runs received something different, with what it was. */
function differences(first: readonly Received[], second: readonly Received[]): string[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, at) => at).flatMap((at) => {
    const [one, other] = [JSON.stringify(first[at]), JSON.stringify(second[at])];
    return one === other ? [] : [`${first[at]?.step ?? 'nothing'}: ${one} / ${other}`];
  });
}

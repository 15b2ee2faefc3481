import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BlindPacket, DraftSaved, ReviewQueue, ScorecardLocked } from '@evenhand/contracts';
import type { z } from 'zod';

import { fieldsOf, fieldsOfContract } from './fields.ts';
import type { Difference } from './noninterference/comparison.ts';
import { plants, type Plant } from './noninterference/plants.ts';
import type { Answer } from './noninterference/recorder.ts';
import { tryOut, type Trial } from './noninterference/trial.ts';

jest.setTimeout(900_000);

const project = path.resolve(import.meta.dirname, '../..');

let trial: Trial;

describe('until reveal', () => {
  it('nobody receives anything that depends on the machine, accommodations, consent or self-identification', async () => {
    trial = await tryOut({ changes: ['everything'] });
    expect(trial.verdict.differences).toEqual([]);
    expect(trial.verdict.responses).toBeGreaterThan(1_000);
  });
});

describe.each([1, 2, 3] as const)('leaks planted together, group %d', (group) => {
  const planted = plants.filter((plant) => plant.group === group);
  let differences: readonly Difference[];

  beforeAll(async () => {
    const { verdict } = await tryOut({ changes: ['everything'], plants: planted, short: group !== 1 });
    ({ differences } = verdict);
  });

  it.each(planted.map((plant): [string, Plant] => [plant.name, plant]))('are noticed: %s', (_, plant) => {
    expect(differences.filter((difference) => plant.caught(difference)).length).toBeGreaterThan(0);
  });
});

it('is a matter of the tests: no program of ours knows a fixed clock, a fixed chance or a planted leak', () => {
  const sources = globSync('{apps,libs}/*/**/src/**/*.ts', { cwd: project });
  expect(sources.length).toBeGreaterThan(500);
  const knowing = sources.filter((file) =>
    /NONINTERFERENCE_|PLANTS_DATABASE/.test(readFileSync(path.join(project, file), 'utf8')),
  );
  expect(knowing).toEqual([]);
});

it('plants leaks of every kind', () => {
  expect(plants.length).toBeGreaterThanOrEqual(10);
  expect(new Set(plants.map(({ name }) => name)).size).toBe(plants.length);
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
    const answers = trial.first.answers
      .filter(isOf(what))
      .map(({ body }) => JSON.parse(body.toString()) as unknown);
    expect(answers.length).toBeGreaterThan(2);
    for (const answer of answers)
      expect(fieldsOf(answer).filter((field) => !reaches(field, fields))).toEqual([]);
    // A note is only there where somebody wrote one.
    const arrived = fieldsOf(answers).map((field) => field.replace(/^\[\]\.?/, ''));
    expect(arrived).toEqual(fields.filter((field) => !field.endsWith('.note')).sort());
  });
});

/** Answers to reviewers, by the names they have here. */
const isOf = (what: string) => {
  const requests: Record<string, RegExp> = {
    queue: /^GET \/api\/review\/queue/,
    packet: /^GET \/api\/review\/packets\/[^/]+$/,
    draft: /^PUT .*\/draft$/,
    lock: /^POST .*\/lock$/,
  };
  return ({ who, method, path, status, headers }: Answer): boolean =>
    /^(one|two|three)$/.test(who) &&
    status === 200 &&
    headers.some((header) => /json/.test(header)) &&
    requests[what]?.test(`${method} ${path}`) === true;
};

/** Whether a field, or something inside it where it is null or empty, is on the list. */
const reaches = (field: string, fields: readonly string[]): boolean =>
  fields.some(
    (allowedField) =>
      allowedField === field || allowedField.startsWith(`${field}.`) || allowedField.startsWith(`${field}[`),
  );

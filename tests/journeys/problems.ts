import { expect } from '@jest/globals';
import type { Problem } from '@evenhand/contracts';

import type { Reply } from '../../apps/launcher/src/journey/api-session.ts';

/** What nobody but a developer should read: places in code and disks, statements, names of tools, values of JavaScript. */
const forDevelopers = [
  /\bat \S+ \(|:\d+:\d+\b|\.[cm]?[jt]s\b/,
  /(^|\s)\/(?!api\b)[a-z]+\/|[A-Z]:\\|node_modules|dist\//i,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b|\b(relation "|constraint|column "|SQLSTATE|prisma|postgres\w*|pino|fastify|nest)\b/i,
  /\bE[A-Z]{4,}\b|\b[A-Z]\w*(Error|Exception)\b|\bundefined\b|\bNaN\b|\[object|null\b/,
];

const members = ['code', 'detail', 'retryable', 'status', 'title', 'type'];

/** Says what is wrong with a sentence for people; nothing when it is one. */
export function objectionsTo(sentence: string): string[] {
  return [
    ...(/^[\p{Lu}\d]/u.test(sentence) ? [] : ['begins in the middle']),
    ...(/[.!?]$|Reference: [\w-]+$/.test(sentence) ? [] : ['does not end']),
    ...(sentence.length > 400 ? ['is too long'] : []),
    ...forDevelopers.filter((pattern) => pattern.test(sentence)).map((pattern) => `matches ${pattern}`),
  ].map((objection) => `"${sentence}" ${objection}`);
}

/** Expects a problem with this status and code, in words, and nothing beside the contract. */
export function expectProblem(reply: Reply<unknown>, status: number, code: string): Problem {
  const problem = reply.body as Problem;
  expect({ status: reply.status, code: problem.code, in: problem.status }).toEqual({
    status,
    code,
    in: status,
  });
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  expect(
    Object.keys(problem)
      .filter((key) => key !== 'fields')
      .sort(),
  ).toEqual(members);
  expect(problem.type).toBe(`urn:evenhand:problem:${code}`);
  const sentences = [problem.title, problem.detail, ...(problem.fields ?? []).map(({ message }) => message)];
  expect(sentences.flatMap(objectionsTo)).toEqual([]);
  return problem;
}

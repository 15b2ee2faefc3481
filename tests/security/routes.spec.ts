import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Role } from '@evenhand/contracts';

import type { Reply } from '../../apps/launcher/src/journey/api-session.ts';
import { expectProblem } from '../journeys/problems.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { witnessKey } from '../support/witness.ts';
import { rightRequests, type RightRequest } from './route-requests.ts';
import { askers, routeRows, type Asker, type RouteRow } from './route-table.ts';
import { makeWholeScene, newCookie, type SceneCandidate, type WholeScene } from './whole-scene.ts';

jest.setTimeout(180_000);

let stack: Stack;
let scene: WholeScene;
let candidate: SceneCandidate;
let requests: Awaited<ReturnType<typeof rightRequests>>['makers'];
const cookies = new Map<Asker, string>();

/** Addresses as a proxy in front would pass them on, so that no limit per address disturbs. */
let addresses = 0;
const nextAddress = (): string => `198.51.100.${(addresses += 1) % 250}`;

beforeAll(async () => {
  stack = await startStack({ WITNESS_KEYS: witnessKey });
  scene = await makeWholeScene(stack);
  ({ candidate, makers: requests } = await rightRequests(stack, scene));
  for (const [role, { email }] of Object.entries(scene.people)) {
    cookies.set(role as Role, await newCookie(stack, email, nextAddress()));
  }
});
afterAll(() => stack?.stop());

/** What identifies somebody. Routes that end sessions get one of their own to end. */
async function identityOf(asker: Asker, route: string, secret?: string): Promise<Record<string, string>> {
  if (asker === 'signed out') return {};
  if (asker === 'candidate') return { authorization: `Bearer ${secret ?? candidate.secret}` };
  const ends = /^(POST|DELETE) \/api\/session$/.test(route);
  const cookie = ends ? await newCookie(stack, scene.people[asker].email, nextAddress()) : cookies.get(asker);
  return { cookie: cookie ?? '' };
}

async function askAs(asker: Asker, route: string): Promise<Reply<unknown>> {
  const [method = '', address = ''] = route.split(' ');
  const made: RightRequest = (await requests[route]?.(asker)) ?? { path: address };
  const body = made.bytes ?? (made.body === undefined ? undefined : JSON.stringify(made.body));
  const answer = await fetch(`${stack.base}${made.path}`, {
    method,
    headers: {
      'x-forwarded-for': nextAddress(),
      ...(made.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...made.headers,
      ...(await identityOf(asker, route, made.secret)),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}

/** Refusals of one route only. */
const ownRefusals: Record<string, string> = { 'GET /api/portal/erasure/certificate': 'not-erased' };
const refusals: Record<number, string> = { 401: 'not-signed-in', 403: 'not-allowed', 409: 'already-set-up' };

describe('who gets what', () => {
  it('is decided for every route there is, and for no other', () => {
    const file = path.resolve(import.meta.dirname, '../../docs/openapi.json');
    const { paths } = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, object> };
    const offered = Object.entries(paths).flatMap(([address, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${address}`),
    );
    expect(routeRows.map(({ route }) => route).sort()).toEqual(offered.sort());
    for (const { statuses } of routeRows) expect(Object.values(statuses)).not.toContain(Number.NaN);
  });

  it.each(routeRows)('$route', async ({ route, statuses }: RouteRow) => {
    const got: Partial<Record<Asker, number>> = {};
    for (const asker of askers) {
      const reply = await askAs(asker, route);
      got[asker] = reply.status;
      // HEAD has no body to look at.
      if (reply.status < 400 || route.startsWith('HEAD')) continue;
      const { code } = reply.body as { code: string };
      expectProblem(reply, reply.status, code);
      const mine = route.endsWith('/revisions') && ['recruiter', 'hiring_manager'].includes(asker);
      if (statuses[asker] === reply.status)
        expect(code).toBe(
          mine
            ? 'not-a-rater'
            : reply.status === 409
              ? (ownRefusals[route] ?? refusals[409])
              : refusals[reply.status],
        );
    }
    expect(got).toEqual(statuses);
  });
});

import { Trouble } from '@evenhand/domain';
import {
  Answers,
  AnswersNothing,
  AudienceGuard,
  CandidateLinks,
  CurrentInterview,
  CurrentPerson,
  ForCandidates,
  inputValidation,
  LimitRate,
  OriginGuard,
  PlatformModule,
  ProblemFilter,
  Public,
  RateLimitGuard,
  readSettings,
  Roles,
  RouteLaw,
  RouteLawError,
  Sessions,
  sessionCookie,
  type InterviewOfLink,
  type Log,
  type SignedInPerson,
} from '@evenhand/platform';
import {
  Body,
  Controller,
  Get,
  Post,
  StandardSchemaSerializerInterceptor,
  type DynamicModule,
  type Type,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { z } from 'zod';
import { createServer } from './create-api';
import { databaseAway } from './database-away';

const reviewer: SignedInPerson = {
  id: '7f2b9a3e-0000-4000-8000-000000000001',
  email: 'r@example.org',
  name: 'R',
  roles: ['reviewer'],
};
const link: InterviewOfLink = { interviewId: 'i', requisitionId: 'q', candidateId: 'c' };

class FakeSessions extends Sessions {
  personOf = (secret: string) => Promise.resolve(secret === 'known' ? reviewer : null);
}
class FakeLinks extends CandidateLinks {
  interviewOf = (secret: string): Promise<InterviewOfLink> =>
    secret === 'a-secret-of-a-candidate' ? Promise.resolve(link) : Promise.reject(new Strange());
}
class Strange extends Trouble {
  readonly code = 'link-unknown';
  readonly retryable = false;
  constructor() {
    super('Unknown.');
  }
}
class Uncoded extends Trouble {
  readonly code = 'no-row-in-the-table';
  readonly retryable = false;
  constructor() {
    super('A sentence that says too much.');
  }
}

const View = z.object({ shown: z.string() });

@Controller('api/good')
class GoodController {
  @Get('open')
  @Public()
  @Answers(View)
  open() {
    return { shown: 'yes', hidden: 'score 5' };
  }

  @Get('broken')
  @Public()
  @Answers(View)
  broken() {
    return { hidden: 'score 5' };
  }

  @Get('staff')
  @Roles()
  @Answers(View)
  staff(@CurrentPerson() person: SignedInPerson) {
    return { shown: person.name };
  }

  @Get('recruiters')
  @Roles('recruiter', 'administrator')
  @Answers(View)
  recruiters() {
    return { shown: 'no' };
  }

  @Get('mine')
  @ForCandidates()
  @Answers(View)
  mine(@CurrentInterview() interview: InterviewOfLink) {
    return { shown: interview.interviewId };
  }

  @Post('limited')
  @Public()
  @LimitRate({ perAddress: 3 })
  @AnswersNothing()
  limited(@Body({ schema: z.object({}) }) _body: object) {
    return undefined;
  }

  @Get('fails')
  @Public()
  @AnswersNothing()
  fails() {
    throw new TypeError('the canary of a candidate');
  }

  @Get('uncoded')
  @Public()
  @AnswersNothing()
  uncoded() {
    throw new Uncoded();
  }

  @Get('away')
  @Public()
  @AnswersNothing()
  away() {
    throw Object.assign(new Error('x'), { code: 'P1001' });
  }
}

@Controller('api/bad')
class BadController {
  @Get('nobody')
  @AnswersNothing()
  nobody() {
    return undefined;
  }

  @Get('silent')
  @Public()
  silent() {
    return { everything: true };
  }

  @Post('careless')
  @Public()
  @AnswersNothing()
  careless(@Body() _body: unknown) {
    return undefined;
  }
}

const logged: unknown[] = [];
const log = { error: (line: unknown) => logged.push(line) } as Partial<Log> as Log;
const settings = readSettings({ LOG_LEVEL: 'silent', PUBLIC_URL: 'https://hire.example.org' });

const rootOf = (controller: Type): DynamicModule => ({
  module: class Root {},
  imports: [PlatformModule.forProgram('test', settings), DiscoveryModule],
  controllers: [controller],
  providers: [
    RouteLaw,
    { provide: Sessions, useClass: FakeSessions },
    { provide: CandidateLinks, useClass: FakeLinks },
    { provide: APP_GUARD, useClass: OriginGuard },
    { provide: APP_GUARD, useClass: RateLimitGuard },
    { provide: APP_GUARD, useClass: AudienceGuard },
    { provide: APP_PIPE, useFactory: inputValidation },
    { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
    { provide: APP_FILTER, useFactory: () => new ProblemFilter(log, databaseAway) },
  ],
});

describe('a server', () => {
  test('with routes that do not say whom they are for, what they answer or what they take does not start', async () => {
    const app = await createServer(settings, rootOf(BadController));
    const refused: unknown = await app.init().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RouteLawError);
    expect((refused as RouteLawError).broken).toEqual([
      'BadController.nobody names no audience',
      'BadController.silent names no answer',
      'BadController.careless names no contract for everything it takes',
    ]);
    await app.close();
  });

  test('without that check still lets nobody in where no audience is named', async () => {
    const root = rootOf(BadController);
    const lawless = {
      ...root,
      providers: (root.providers ?? []).filter((provider) => provider !== RouteLaw),
    };
    const app = await createServer(settings, lawless);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await request(app.getHttpServer()).get('/api/bad/nobody').expect(403);
    await app.close();
  });
});

describe('a route', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await createServer(settings, rootOf(GoodController));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => app.close());
  const get = (address: string) => request(app.getHttpServer()).get(`/api/good/${address}`);

  test('answers what its contract names and nothing else', async () => {
    expect((await get('open').expect(200)).body).toEqual({ shown: 'yes' });
    const broken = await get('broken').expect(500);
    expect(broken.body).toMatchObject({ code: 'internal' });
    expect(broken.text).not.toContain('score 5');
  });

  test('for colleagues knows who asks', async () => {
    await get('staff').expect(401);
    await get('staff').set('cookie', `${sessionCookie}=unknown`).expect(401);
    const known = await get('staff').set('cookie', `other=1; ${sessionCookie}=known`).expect(200);
    expect(known.body).toEqual({ shown: 'R' });
  });

  test('for some roles is closed to others', async () => {
    const answer = await get('recruiters').set('cookie', `${sessionCookie}=known`).expect(403);
    expect(answer.body).toMatchObject({ code: 'not-allowed' });
  });

  test('for candidates takes the secret of a link and no session', async () => {
    await get('mine').set('cookie', `${sessionCookie}=known`).expect(401);
    await get('mine').set('authorization', 'Bearer x').expect(401);
    await get('mine').set('authorization', 'Bearer another-secret-altogether').expect(404);
    const mine = await get('mine').set('authorization', 'Bearer a-secret-of-a-candidate').expect(200);
    expect(mine.body).toEqual({ shown: 'i' });
  });

  test('that is limited counts per address', async () => {
    const post = () => request(app.getHttpServer()).post('/api/good/limited').send({});
    for (let time = 0; time < 3; time++) await post().expect(204);
    const fourth = await post().expect(429);
    expect(fourth.body).toMatchObject({ code: 'too-many-requests', retryable: true });
    expect(Number(fourth.headers['retry-after'])).toBeGreaterThan(0);
    await post().set('x-forwarded-for', '203.0.113.9').expect(204);
  });

  test('that fails says nothing of why, and the log finds it by its reference', async () => {
    logged.length = 0;
    const answer = await get('fails').expect(500);
    expect(answer.text).not.toContain('canary');
    const reference = String(answer.headers['x-request-id']);
    expect((answer.body as { detail: string }).detail).toContain(reference);
    expect(logged).toEqual([
      expect.objectContaining({ request: reference, problem: 'internal', fault: 'TypeError' }),
    ]);
    expect(JSON.stringify(logged)).not.toContain('canary');
  });

  test('that fails with a cause nobody gave a status is internal too', async () => {
    const answer = await get('uncoded').expect(500);
    expect(answer.body).toMatchObject({ code: 'internal' });
    expect(answer.text).not.toContain('says too much');
  });

  test('without its database says so, and that trying again helps', async () => {
    const answer = await get('away').expect(503);
    expect(answer.body).toMatchObject({ code: 'database-unavailable', retryable: true });
  });
});

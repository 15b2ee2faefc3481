import type { Role } from '@evenhand/contracts';
import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { InterviewOfLink } from './candidate-links.port';
import { NotSignedIn } from '../problems/request.errors';
import type { SignedInPerson } from './sessions.port';

/** Whom a route is for. A route without one stops the api from starting. */
export type Audience =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'colleagues'; readonly roles: readonly Role[] }
  | { readonly kind: 'candidates' };

export const AUDIENCE = 'evenhand:audience';

/** Everybody, signed in or not. */
export const Public = (): ClassDecorator & MethodDecorator =>
  SetMetadata(AUDIENCE, { kind: 'everybody' } satisfies Audience);

/** Colleagues who hold one of the roles; without any, everybody who is signed in. */
export const Roles = (...roles: readonly Role[]): ClassDecorator & MethodDecorator =>
  applyDecorators(
    SetMetadata(AUDIENCE, { kind: 'colleagues', roles } satisfies Audience),
    ApiCookieAuth('session'),
  );

/** The candidate of one interview, by the secret of the personal link. */
export const ForCandidates = (): ClassDecorator & MethodDecorator =>
  applyDecorators(
    SetMetadata(AUDIENCE, { kind: 'candidates' } satisfies Audience),
    ApiBearerAuth('personal-link'),
  );

/** Who asks, as the audience guard found out. */
const people = new WeakMap<object, SignedInPerson>();
const interviews = new WeakMap<object, InterviewOfLink>();

export const rememberPerson = (request: FastifyRequest, person: SignedInPerson): void => {
  people.set(request, person);
};
export const rememberInterview = (request: FastifyRequest, interview: InterviewOfLink): void => {
  interviews.set(request, interview);
};

/** Parameter: the colleague who is signed in. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): SignedInPerson => {
  const person = people.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (person === undefined) throw new NotSignedIn();
  return person;
});

/** Parameter: the interview whose personal link the candidate holds. */
export const CurrentInterview = createParamDecorator(
  (_: unknown, context: ExecutionContext): InterviewOfLink => {
    const interview = interviews.get(context.switchToHttp().getRequest<FastifyRequest>());
    if (interview === undefined) throw new NotSignedIn();
    return interview;
  },
);

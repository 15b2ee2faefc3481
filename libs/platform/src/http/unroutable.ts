import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOfCode } from '../problems/problem.filter';
import { securityHeaders } from './security-headers';

/**
 * Answers addresses for which no route can be looked up: half an escape, or far too long a part. They meet no hook and no
 * filter, so they get the headers and the form of every other error here.
 */
export const answerUnroutable =
  (https: boolean) =>
  (_: Error, request: FastifyRequest, reply: FastifyReply): void => {
    void reply
      .status(400)
      .headers({ 'x-request-id': request.id, ...securityHeaders('/api', https) })
      .type('application/problem+json')
      .send(JSON.stringify(problemOfCode('invalid-input', 'This address cannot be read.')));
  };

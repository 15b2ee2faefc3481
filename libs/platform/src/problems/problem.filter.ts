import {
  isProblemCode,
  problemStatus,
  problemSentences,
  type Problem,
  type ProblemCode,
} from '@evenhand/contracts';
import { Trouble } from '@evenhand/domain';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { faultOf } from '../logging/fault';
import type { Log } from '../logging/log';
import { namesFields } from './request.errors';

/** Turns an error that is no Trouble, such as a lost database connection, into its code; null leaves it unknown. */
export type Recognise = (error: unknown) => ProblemCode | null;

/** Every error leaves as an RFC 9457 problem. What nobody foresaw says nothing but a reference into the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly recognise: Recognise = () => null,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.problemOf(error, String(request.id));
    if (problem.status >= 500)
      this.log.error({ request: request.id, problem: problem.code, ...faultOf(error) }, 'problem');
    if (reply.sent || reply.raw.headersSent) return;
    if (error instanceof Trouble && error.waitMs !== undefined) {
      void reply.header('retry-after', String(Math.ceil(error.waitMs / 1000)));
    }
    if (problem.status === 413 && isBounded(request)) void reply.removeHeader('connection');
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }

  private problemOf(error: unknown, reference: string): Problem {
    if (error instanceof Trouble && isProblemCode(error.code)) {
      return {
        ...problemOfCode(error.code, error.message, error.retryable),
        ...(namesFields(error) ? { fields: [...error.fields] } : {}),
      };
    }
    const code = codeOfRequest(error) ?? this.recognise(error) ?? 'internal';
    const detail =
      code === 'internal' ? `${problemSentences.internal} Reference: ${reference}` : problemSentences[code];
    return problemOfCode(code, detail, problemStatus[code] >= 500);
  }
}

/** Bytes of a refused body that are let through to nowhere. */
const mostDrained = 64 * 1_048_576;

/**
 * Whether the sender may finish sending what was refused. Fastify closes the connection meanwhile, and browsers then tell
 * people that the network failed instead of what was wrong.
 */
const isBounded = ({ headers }: FastifyRequest): boolean => Number(headers['content-length']) <= mostDrained;

/** @param detail what happened and what to do, for people */
export const problemOfCode = (code: ProblemCode, detail: string, retryable = false): Problem => ({
  type: `urn:evenhand:problem:${code}`,
  title: problemSentences[code],
  status: problemStatus[code],
  detail,
  code,
  retryable,
});

/** What Nest and Fastify themselves object to: no such route, unreadable or too large a body. */
function codeOfRequest(error: unknown): ProblemCode | null {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
        ? error.statusCode
        : 500;
  if (status === 404 || status === 405) return 'not-found';
  if (status === 413) return 'too-large';
  return status >= 400 && status < 500 ? 'invalid-input' : null;
}

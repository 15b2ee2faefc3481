import { applyDecorators, HttpCode, SerializeOptions, SetMetadata } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

export const ANSWER = 'evenhand:answer';

/** What a route answers with: JSON of a contract, no body, or bytes that it writes itself. */
export type Answer = { readonly kind: 'json' | 'nothing' | 'bytes' };

/**
 * The contract of a route's answer. What the contract does not name never leaves, and the OpenAPI document shows it.
 *
 * @param status 200 unless told
 */
export const Answers = (schema: z.ZodType, status = 200): MethodDecorator =>
  applyDecorators(
    SetMetadata(ANSWER, { kind: 'json' } satisfies Answer),
    HttpCode(status),
    SerializeOptions({ schema }),
    ApiResponse({ status, standardSchema: schema }),
  );

/** Success is all there is to say: status 204. */
export const AnswersNothing = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(ANSWER, { kind: 'nothing' } satisfies Answer),
    HttpCode(204),
    ApiResponse({ status: 204 }),
  );

/**
 * The route writes its answer itself: recordings, uploads, pages.
 *
 * @param description for the OpenAPI document
 */
export const AnswersBytes = (description: string, status = 200): MethodDecorator =>
  applyDecorators(
    SetMetadata(ANSWER, { kind: 'bytes' } satisfies Answer),
    ApiResponse({ status, description }),
  );

import { Problem } from '@evenhand/contracts';
import { sessionCookie } from '@evenhand/platform';
import { Injectable } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The OpenAPI document of the running api, made from the contracts its routes name. */
@Injectable()
export class ApiReference {
  private made: OpenAPIObject | null = null;

  /** Reads the routes; call it once the application is complete. */
  read(app: INestApplication): OpenAPIObject {
    this.made = openApiDocument(app);
    return this.made;
  }

  document(): OpenAPIObject {
    if (this.made === null) throw new Error('The routes have not been read yet.');
    return this.made;
  }
}

function openApiDocument(app: INestApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setTitle('Evenhand')
    .setDescription(
      'Self-hosted screening for one-way interviews. Colleagues sign in with a session cookie, candidates with the secret of their personal link. Every error is a problem (RFC 9457) with a stable code.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth(sessionCookie, { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'personal-link')
    .addGlobalResponse({ status: 'default', description: 'A problem', standardSchema: Problem })
    .build();
  const document = SwaggerModule.createDocument(app, frame, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  for (const operation of Object.values(document.paths).flatMap(
    (entry) => Object.values(entry) as unknown[],
  )) {
    nameProblems(operation);
  }
  return document;
}

/** Problems have a content type of their own, which the generator cannot be told. */
function nameProblems(operation: unknown): void {
  const { responses } = operation as { responses?: Record<string, { content?: Record<string, unknown> }> };
  const content = responses?.['default']?.content;
  if (content?.['application/json'] === undefined) return;
  content['application/problem+json'] = content['application/json'];
  delete content['application/json'];
}

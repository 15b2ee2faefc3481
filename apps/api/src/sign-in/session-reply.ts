import type { Me } from '@evenhand/contracts';
import type { StartedSession } from '@evenhand/offices/people';
import { sessionMs } from '@evenhand/offices/people';
import { SETTINGS, sessionCookieHeader, type Settings, type SignedInPerson } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Puts sessions into cookies and tells people who they are. */
@Injectable()
export class SessionReply {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  started(reply: FastifyReply, { secret, person }: StartedSession): Me {
    this.cookie(reply, secret, sessionMs / 1000);
    return this.me(person);
  }

  ended(reply: FastifyReply): void {
    this.cookie(reply, '', 0);
  }

  me({ id, email, name, roles }: SignedInPerson): Me {
    return { id, email, name, roles: [...roles], demo: this.settings.EVENHAND_MODE === 'demo' };
  }

  private cookie(reply: FastifyReply, secret: string, seconds: number): void {
    const secure = this.settings.PUBLIC_URL.startsWith('https:');
    void reply.header('set-cookie', sessionCookieHeader(secret, secure, seconds));
  }
}

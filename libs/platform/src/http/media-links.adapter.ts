import { Clock, MediaLinks } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { need, type Settings } from '../config/settings.config';
import { SETTINGS } from '../tokens';
import { mediaToken } from './media-token';

const hour = 3_600_000;

/** Signed addresses below /api/media, good for one to two hours; the same within an hour, so that players may reuse them. */
@Injectable()
export class SignedMediaLinks extends MediaLinks {
  private readonly secret: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly clock: Clock,
  ) {
    super();
    this.secret = need(settings, 'MEDIA_URL_SECRET');
  }

  override linkTo(key: string, type: string): string {
    const expiresAt = (Math.floor(this.clock.now() / hour) + 2) * hour;
    return `/api/media/${mediaToken(this.secret, { key, type, expiresAt })}`;
  }
}

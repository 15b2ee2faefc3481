import { MediaLinks } from '@evenhand/domain';
import { SignedMediaLinks } from '@evenhand/platform';
import { Global, Module } from '@nestjs/common';

/** The outside world as the api meets it: stored files and the addresses they are fetched at. */
@Global()
@Module({
  providers: [{ provide: MediaLinks, useClass: SignedMediaLinks }],
  exports: [MediaLinks],
})
export class OutsideModule {}

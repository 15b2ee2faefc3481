import { openStorage } from '@evenhand/adapters/storage';
import { MediaLinks, Storage } from '@evenhand/domain';
import { SETTINGS, SignedMediaLinks, type Settings } from '@evenhand/platform';
import { Global, Module } from '@nestjs/common';

/** The outside world as the api meets it: stored files and the addresses they are fetched at. */
@Global()
@Module({
  providers: [
    { provide: MediaLinks, useClass: SignedMediaLinks },
    {
      provide: Storage,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => openStorage(settings.STORAGE_URL),
    },
  ],
  exports: [MediaLinks, Storage],
})
export class OutsideModule {}

import { Module } from '@nestjs/common';
import { ApiReference } from './api-reference';
import { MediaController } from './media.controller';
import { ReferenceController } from './reference.controller';

/** What browsers fetch beside the interfaces: recordings and the reference page. The apps are served by the server itself. */
@Module({ controllers: [MediaController, ReferenceController], providers: [ApiReference] })
export class WebModule {}

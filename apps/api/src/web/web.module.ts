import { Module } from '@nestjs/common';

/** What browsers fetch beside the interfaces: the apps, recordings, the reference page. */
@Module({ controllers: [] })
export class WebModule {}

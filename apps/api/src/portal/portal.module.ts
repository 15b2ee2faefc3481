import { databaseAs } from '@evenhand/adapters/database';
import { Module } from '@nestjs/common';

/** Candidates: what the interview app shows and takes. */
@Module({ imports: [databaseAs('portal')], controllers: [], providers: [] })
export class PortalModule {}

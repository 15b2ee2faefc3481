import { databaseAs } from '@evenhand/adapters/database';
import { Module } from '@nestjs/common';

/** After reveal: side by side, revisions, decisions. */
@Module({ imports: [databaseAs('staff')], controllers: [], providers: [] })
export class DecideModule {}

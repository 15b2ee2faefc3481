import { databaseAs } from '@evenhand/adapters/database';
import { Module } from '@nestjs/common';

/** Administrators and whatever watches the system: health, dead letters, AI days. */
@Module({ imports: [databaseAs('staff')], controllers: [], providers: [] })
export class OperationsModule {}

import { databaseAs } from '@evenhand/adapters/database';
import { Module } from '@nestjs/common';

/** Recruiters and hiring managers: requisitions, invitations, progress, outbox. */
@Module({ imports: [databaseAs('staff')], controllers: [], providers: [] })
export class StaffModule {}

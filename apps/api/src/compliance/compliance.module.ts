import { databaseAs } from '@evenhand/adapters/database';
import { Module } from '@nestjs/common';

/** Compliance officers and auditors: the log and evidence packs. */
@Module({ imports: [databaseAs('compliance')], controllers: [], providers: [] })
export class ComplianceModule {}

import { databaseAs } from '@evenhand/adapters/database';
import { Module } from '@nestjs/common';
import { NoticesAtStart } from './notices-at-start';

/** Compliance officers and auditors: the log and evidence packs. */
@Module({ imports: [databaseAs('compliance')], controllers: [], providers: [NoticesAtStart] })
export class ComplianceModule {}

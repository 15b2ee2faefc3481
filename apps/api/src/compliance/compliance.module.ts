import { databaseAs } from '@evenhand/adapters/database';
import { Cosignatures, EvidencePacks, LogProofs, LogReader } from '@evenhand/offices/proof';
import { Module } from '@nestjs/common';
import { LedgerController } from './ledger.controller';
import { NoticesAtStart } from './notices-at-start';
import { PackController } from './pack.controller';

/** Compliance officers and auditors: the log and evidence packs. */
@Module({
  imports: [databaseAs('compliance')],
  controllers: [LedgerController, PackController],
  providers: [Cosignatures, EvidencePacks, LogProofs, LogReader, NoticesAtStart],
})
export class ComplianceModule {}

import { databaseAs } from '@evenhand/adapters/database';
import { Cosignatures, EvidencePacks, LogProofs, LogReader, Receipts } from '@evenhand/offices/proof';
import { Module } from '@nestjs/common';
import { LedgerController } from './ledger.controller';
import { NoticesAtStart } from './notices-at-start';
import { PackController } from './pack.controller';
import { ReceiptController } from './receipt.controller';

/** Compliance officers and auditors: the log and evidence packs. */
@Module({
  imports: [databaseAs('compliance')],
  controllers: [LedgerController, PackController, ReceiptController],
  providers: [Cosignatures, EvidencePacks, LogProofs, LogReader, NoticesAtStart, Receipts],
})
export class ComplianceModule {}

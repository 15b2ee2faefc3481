import { LedgerEntries, LedgerQuery } from '@evenhand/contracts';
import { LogReader } from '@evenhand/offices/proof';
import { Answers, Roles } from '@evenhand/platform';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';

/** The log, entry by entry. */
@Controller('api/ledger')
@Roles('compliance_officer', 'auditor')
export class LedgerController {
  constructor(private readonly log: LogReader) {}

  @Get('entries')
  @Answers(LedgerEntries)
  entries(
    @Query({ schema: LedgerQuery }) { from, limit }: z.output<typeof LedgerQuery>,
  ): Promise<LedgerEntries> {
    return this.log.read(from, limit);
  }
}

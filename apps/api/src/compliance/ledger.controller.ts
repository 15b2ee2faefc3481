import {
  CheckpointQuery,
  CosignaturesKept,
  Id,
  LedgerEntries,
  LedgerQuery,
  LogCheckpoint,
  NewCosignatures,
} from '@evenhand/contracts';
import { Cosignatures, LogProofs, LogReader } from '@evenhand/offices/proof';
import { Answers, AnswersBytes, Roles } from '@evenhand/platform';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';

/**
 * The log, for those who watch it. Not for anybody else: how fast it grows would tell a reviewer what happens behind the seal.
 */
@Controller('api/ledger')
@Roles('compliance_officer', 'auditor')
export class LedgerController {
  constructor(
    private readonly log: LogReader,
    private readonly proofs: LogProofs,
    private readonly cosignatures: Cosignatures,
  ) {}

  @Get('entries')
  @Answers(LedgerEntries)
  entries(
    @Query({ schema: LedgerQuery }) { from, limit }: z.output<typeof LedgerQuery>,
  ): Promise<LedgerEntries> {
    return this.log.read(from, limit);
  }

  /** Proves that the entry is in the log, without us: see C2SP tlog-proof. */
  @Get('entries/:id/proof')
  @AnswersBytes('A file in the format C2SP tlog-proof')
  async proof(@Param('id', { schema: Id }) id: string, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.proofs.proofOf(id);
    void reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${id}.tlog-proof"`)
      .send(file);
  }

  @Get('checkpoint')
  @Answers(LogCheckpoint)
  checkpoint(
    @Query({ schema: CheckpointQuery }) { from }: z.output<typeof CheckpointQuery>,
  ): Promise<LogCheckpoint> {
    return this.proofs.checkpoint(from);
  }

  /** What a witness says of a checkpoint. It counts by its signature, whoever brings it. */
  @Post('cosignatures')
  @Answers(CosignaturesKept, 201)
  async cosign(@Body({ schema: NewCosignatures }) body: NewCosignatures): Promise<CosignaturesKept> {
    return { witnesses: await this.cosignatures.keep(body.size, body.cosignatures) };
  }
}

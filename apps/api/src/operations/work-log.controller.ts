import { AiDays, DeadLetters, Id, PageQuery } from '@evenhand/contracts';
import { Answers, AnswersNothing, Roles } from '@evenhand/platform';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { WorkLog } from './work-log';

/** Steps that gave up, and what AI cost per day. */
@Controller('api')
@Roles('administrator')
export class WorkLogController {
  constructor(private readonly work: WorkLog) {}

  @Get('dead-letters')
  @Answers(DeadLetters)
  deadLetters(@Query({ schema: PageQuery }) query: PageQuery): Promise<DeadLetters> {
    return this.work.deadLetters(query);
  }

  @Post('dead-letters/:id/run-again')
  @AnswersNothing()
  runAgain(@Param('id', { schema: Id }) id: string): Promise<void> {
    return this.work.runAgain(id);
  }

  @Get('ai-days')
  @Answers(AiDays)
  aiDays(): Promise<AiDays> {
    return this.work.aiDays();
  }
}

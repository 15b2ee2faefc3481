import { databaseAs } from '@evenhand/adapters/database';
import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { ReadinessCheck } from './readiness';
import { WorkLog } from './work-log';
import { WorkLogController } from './work-log.controller';

/** Administrators and whatever watches the system: health, dead letters, AI days. */
@Module({
  imports: [databaseAs('staff')],
  controllers: [HealthController, WorkLogController],
  providers: [ReadinessCheck, WorkLog],
})
export class OperationsModule {}

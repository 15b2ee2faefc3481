import { LogCoverage } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from './role-client';
import { databaseOf } from './tokens';

/** A checkpoint takes milliseconds when the revealer is there; when it is not, nobody should stand and wait. */
const waitMs = 3_000;
const lookEveryMs = 50;

/** Looks at the checkpoints in the database, and wakes the revealer that signs them. */
@Injectable()
export class CheckpointCoverage extends LogCoverage {
  constructor(@Inject(databaseOf('worker')) private readonly database: Database<'worker'>) {
    super();
  }

  override async coversArm(interviewId: string, round: number): Promise<boolean> {
    for (let waited = 0; waited <= waitMs; waited += lookEveryMs) {
      const [row] = await this.database.$queryRaw<{ covered: boolean }[]>`
        SELECT ledger.arm_covered(${interviewId}::uuid, ${round}) AS covered`;
      if (row?.covered === true) return true;
      if (waited === 0) await this.database.$executeRaw`SELECT pg_notify('log_waits', '')`;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return false;
  }
}

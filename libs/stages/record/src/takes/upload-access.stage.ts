import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock, standingOf, uploadIdOf, type InterviewStatus } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { WholeInterview } from '../interview/whole-interview';
import { TakeClosed, TakeUnknown } from './take.errors';

interface UploadRow {
  readonly upload_key: string;
  readonly take_status: string;
  readonly interview_status: InterviewStatus;
  readonly expires_at: Date;
}

/** Which uploads a candidate may add to. Asked for every slice, so it takes one statement. */
@Injectable()
export class UploadAccessStage {
  constructor(
    @Inject(databaseOf('portal')) private readonly database: Database<'portal'>,
    private readonly clock: Clock,
  ) {}

  /**
   * The upload of an own take that still takes bytes.
   *
   * @throws TakeUnknown, TakeClosed
   */
  async begin(interviewId: string, takeId: string): Promise<string> {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(takeId)) throw new TakeUnknown();
    const [row] = await this.database.$queryRaw<UploadRow[]>`
      SELECT t.upload_key, t.status::text AS take_status, i.status::text AS interview_status, v.expires_at
      FROM screening.take t
      JOIN screening.answer a ON a.id = t.answer_id
      JOIN screening.interview i ON i.id = a.interview_id
      JOIN screening.invitation v ON v.id = i.invitation_id
      WHERE t.id = ${takeId}::uuid AND i.id = ${interviewId}::uuid`;
    if (row === undefined) throw new TakeUnknown();
    await this.mustTakeBytes(interviewId, row);
    return uploadIdOf(row.upload_key);
  }

  /**
   * @param adding whether bytes shall be added, or only their number be told, which is possible for finished ones too
   * @throws TakeUnknown, TakeClosed
   */
  async proceed(interviewId: string, uploadId: string, adding: boolean): Promise<void> {
    const [row] = await this.database.$queryRaw<UploadRow[]>`
      SELECT t.upload_key, t.status::text AS take_status, i.status::text AS interview_status, v.expires_at
      FROM screening.take t
      JOIN screening.answer a ON a.id = t.answer_id
      JOIN screening.interview i ON i.id = a.interview_id
      JOIN screening.invitation v ON v.id = i.invitation_id
      WHERE t.upload_key = ${`uploads/${uploadId}`} AND i.id = ${interviewId}::uuid`;
    if (row === undefined) throw new TakeUnknown();
    if (adding) await this.mustTakeBytes(interviewId, row);
    else if (row.take_status === 'discarded' || row.take_status === 'refused') throw new TakeUnknown();
  }

  /** Accommodations only ever make a deadline later: they are looked up for those who need them, not for every slice. */
  private async mustTakeBytes(interviewId: string, row: UploadRow): Promise<void> {
    const now = this.clock.now();
    let standing = standingOf(row.interview_status, row.expires_at.getTime(), now);
    if (standing === 'expired')
      standing = (await WholeInterview.read(this.database, interviewId, now)).standing;
    if (row.take_status !== 'open' || standing !== 'in-progress') throw new TakeClosed();
  }
}

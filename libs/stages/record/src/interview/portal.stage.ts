import { databaseOf, type Database } from '@evenhand/adapters/database';
import type { PortalView, TakeView } from '@evenhand/contracts';
import { Clock, MediaLinks } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { newestConsent } from '../consent/consent.stage';
import { currentNotice } from '../consent/current-notice';
import { RecordRules } from '../record.config';
import { TakeUnknown } from '../takes/take.errors';
import { portalView, takeView } from './portal-view';
import { WholeInterview } from './whole-interview';

/** Shows candidates their own interview. It can be looked at for as long as it exists, also when it is over. */
@Injectable()
export class PortalStage {
  constructor(
    @Inject(databaseOf('portal')) private readonly database: Database<'portal'>,
    private readonly links: MediaLinks,
    private readonly clock: Clock,
    private readonly rules: RecordRules,
  ) {}

  /** @param language language the notice is wanted in (BCP 47); the candidate's own when absent */
  async view(interviewId: string, language?: string): Promise<PortalView> {
    const now = this.clock.now();
    const interview = await WholeInterview.read(this.database, interviewId, now);
    const [candidate, consent, outcome] = await Promise.all([
      this.database.candidate.findUniqueOrThrow({ where: { id: interview.row.candidateId } }),
      newestConsent(this.database, interviewId),
      this.database.outcome.findUnique({ where: { interviewId } }),
    ]);
    const notice = await currentNotice(this.database, language ?? candidate.language);
    return portalView({ interview, candidate, notice, consent, outcome, rules: this.rules, now }, this.links);
  }

  /** @throws TakeUnknown */
  async take(interviewId: string, takeId: string): Promise<TakeView> {
    const interview = await WholeInterview.read(this.database, interviewId, this.clock.now());
    const found = interview.take(takeId);
    if (!found) throw new TakeUnknown();
    return takeView(found.take, this.links, interview.limits.signLanguage);
  }
}

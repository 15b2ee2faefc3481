import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  BlindPacket,
  DraftSaved,
  ReviewerKey,
  ReviewerKeys,
  ReviewQueue,
  ScorecardLocked,
  type NewReviewerKey,
  type ScorecardRating,
  type SignedScorecard,
} from '@evenhand/contracts';
import { firstValueFrom } from 'rxjs';

/** The review part of the api. Answers are checked against their contracts: nothing else can be shown by accident. */
@Injectable({ providedIn: 'root' })
export class ReviewClient {
  private readonly http = inject(HttpClient);

  async queue(state: 'open' | 'locked' | 'revealed', cursor: string | null): Promise<ReviewQueue> {
    const params = { state, ...(cursor === null ? {} : { cursor }) };
    return ReviewQueue.parse(await firstValueFrom(this.http.get('/api/review/queue', { params })));
  }

  async packet(packetId: string): Promise<BlindPacket> {
    return BlindPacket.parse(await firstValueFrom(this.http.get(`/api/review/packets/${packetId}`)));
  }

  /** @param outlivesPage the request goes on when the page is closed meanwhile */
  async saveDraft(
    packetId: string,
    ratings: readonly ScorecardRating[],
    outlivesPage = false,
  ): Promise<void> {
    DraftSaved.parse(
      await firstValueFrom(
        this.http.put(`/api/review/packets/${packetId}/draft`, { ratings }, { keepalive: outlivesPage }),
      ),
    );
  }

  async lock(packetId: string, signed: SignedScorecard): Promise<ScorecardLocked> {
    return ScorecardLocked.parse(
      await firstValueFrom(this.http.post(`/api/review/packets/${packetId}/lock`, signed)),
    );
  }

  /** The reviewer's own keys, and the account they belong to. */
  async keys(): Promise<ReviewerKeys> {
    return ReviewerKeys.parse(await firstValueFrom(this.http.get('/api/reviewer-keys')));
  }

  async enrol(key: NewReviewerKey): Promise<ReviewerKey> {
    return ReviewerKey.parse(await firstValueFrom(this.http.post('/api/reviewer-keys', key)));
  }

  async retireKey(key: string): Promise<ReviewerKey> {
    return ReviewerKey.parse(await firstValueFrom(this.http.post(`/api/reviewer-keys/${key}/retire`, {})));
  }
}

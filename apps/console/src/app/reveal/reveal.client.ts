import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { DecisionView, type NewDecision } from '@evenhand/contracts';
import { RevealView, type NewRevision } from '@evenhand/contracts-verdict';
import { firstValueFrom } from 'rxjs';

/** What is open after the reveal. */
@Injectable({ providedIn: 'root' })
export class RevealClient {
  private readonly http = inject(HttpClient);

  async view(interviewId: string): Promise<RevealView> {
    return RevealView.parse(await firstValueFrom(this.http.get(`/api/interviews/${interviewId}/reveal`)));
  }

  async revise(interviewId: string, revision: NewRevision): Promise<RevealView> {
    return RevealView.parse(
      await firstValueFrom(this.http.post(`/api/interviews/${interviewId}/revisions`, revision)),
    );
  }

  async decide(interviewId: string, decision: NewDecision): Promise<DecisionView> {
    return DecisionView.parse(
      await firstValueFrom(this.http.post(`/api/interviews/${interviewId}/decision`, decision)),
    );
  }
}

import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  AccommodationCase,
  AccommodationFigures,
  AccommodationPolicyView,
  AccommodationQueue,
  type NewAccommodationDecision,
} from '@evenhand/contracts';
import { firstValueFrom } from 'rxjs';

/** Requests for accommodations, as officers meet them. */
@Injectable({ providedIn: 'root' })
export class AccommodationsClient {
  private readonly http = inject(HttpClient);

  async page(state: 'pending' | 'decided', cursor: string | null): Promise<AccommodationQueue> {
    const params = { state, ...(cursor !== null && { cursor }) };
    return AccommodationQueue.parse(await firstValueFrom(this.http.get('/api/accommodations', { params })));
  }

  async read(id: string): Promise<AccommodationCase> {
    return AccommodationCase.parse(await firstValueFrom(this.http.get(`/api/accommodations/${id}`)));
  }

  async ask(id: string, text: string): Promise<AccommodationCase> {
    const path = `/api/accommodations/${id}/question`;
    return AccommodationCase.parse(await firstValueFrom(this.http.post(path, { text })));
  }

  async decide(id: string, decision: NewAccommodationDecision): Promise<AccommodationCase> {
    const path = `/api/accommodations/${id}/decision`;
    return AccommodationCase.parse(await firstValueFrom(this.http.post(path, decision)));
  }

  async figures(): Promise<AccommodationFigures> {
    return AccommodationFigures.parse(await firstValueFrom(this.http.get('/api/accommodation-figures')));
  }

  async policy(): Promise<AccommodationPolicyView> {
    return AccommodationPolicyView.parse(await firstValueFrom(this.http.get('/api/accommodation-policy')));
  }
}

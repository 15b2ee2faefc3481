import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  Colleagues,
  InterviewPage,
  InvitationsMade,
  OpenLink,
  RequisitionPage,
  RequisitionView,
  type Colleague,
  type Member,
  type NewInvitations,
  type NewRequisition,
  type RequisitionChange,
} from '@evenhand/contracts';
import { firstValueFrom } from 'rxjs';

/** Requisitions, invitations and the people who work on them. */
@Injectable({ providedIn: 'root' })
export class RequisitionsClient {
  private readonly http = inject(HttpClient);

  async page(cursor: string | null): Promise<RequisitionPage> {
    return RequisitionPage.parse(
      await firstValueFrom(this.http.get('/api/requisitions', { params: cursor === null ? {} : { cursor } })),
    );
  }

  async create(
    requisition: Pick<NewRequisition, 'title' | 'description' | 'contactEmail' | 'promisedDays'>,
  ): Promise<RequisitionView> {
    return RequisitionView.parse(await firstValueFrom(this.http.post('/api/requisitions', requisition)));
  }

  async view(id: string): Promise<RequisitionView> {
    return RequisitionView.parse(await firstValueFrom(this.http.get(`/api/requisitions/${id}`)));
  }

  async change(id: string, change: RequisitionChange): Promise<RequisitionView> {
    return RequisitionView.parse(await firstValueFrom(this.http.patch(`/api/requisitions/${id}`, change)));
  }

  async publish(id: string): Promise<RequisitionView> {
    return RequisitionView.parse(await firstValueFrom(this.http.post(`/api/requisitions/${id}/publish`, {})));
  }

  async close(id: string): Promise<RequisitionView> {
    return RequisitionView.parse(await firstValueFrom(this.http.post(`/api/requisitions/${id}/close`, {})));
  }

  async setMembers(id: string, members: readonly Member[]): Promise<RequisitionView> {
    return RequisitionView.parse(
      await firstValueFrom(this.http.put(`/api/requisitions/${id}/members`, { members })),
    );
  }

  async colleagues(): Promise<Colleague[]> {
    return Colleagues.parse(await firstValueFrom(this.http.get('/api/colleagues'))).rows;
  }

  async invite(id: string, invitations: NewInvitations): Promise<InvitationsMade> {
    return InvitationsMade.parse(
      await firstValueFrom(this.http.post(`/api/requisitions/${id}/invitations`, invitations)),
    );
  }

  async interviews(id: string, cursor: string | null): Promise<InterviewPage> {
    const params = cursor === null ? {} : { cursor };
    return InterviewPage.parse(
      await firstValueFrom(this.http.get(`/api/requisitions/${id}/interviews`, { params })),
    );
  }

  async makeOpenLink(id: string): Promise<{ url: string; expiresAt: string | null }> {
    return OpenLink.parse(await firstValueFrom(this.http.post(`/api/requisitions/${id}/link`, {})));
  }

  async revokeOpenLink(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`/api/requisitions/${id}/link`));
  }
}

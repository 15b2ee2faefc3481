import { Injectable } from '@angular/core';
import type {
  Captions,
  ErasureCertificate,
  ErasureView,
  NewAccommodation,
  NewConsent,
  NewTake,
  OpenLinkEntry,
  OpenLinkStart,
  OpenLinkView,
  OwnAccommodations,
  PortalView,
  Submitted,
  TakeFinish,
  TakeStarted,
  TakeView,
} from '@evenhand/contracts';
import { refusalOf, UnreachableError } from './portal.errors';

/** Milliseconds until a request counts as lost. */
const PATIENCE = 30_000;

/**
 * The server as a candidate meets it. Every method throws UnreachableError or RefusedError.
 * Answers are those of the contract; only its types are used here, so that a phone does not load the validator.
 */
@Injectable({ providedIn: 'root' })
export class PortalClient {
  /** Secret of the personal link. */
  secret = '';

  /** @param language the notice is wanted in; without it the one the candidate was invited in */
  view(language?: string): Promise<PortalView> {
    return this.ask('GET', language === undefined ? '/api/portal' : `/api/portal?language=${language}`);
  }

  consent(consent: NewConsent): Promise<PortalView> {
    return this.ask('POST', '/api/portal/consent', consent);
  }

  startTake(take: NewTake): Promise<TakeStarted> {
    return this.ask('POST', '/api/portal/takes', take);
  }

  finishTake(takeId: string, finish: TakeFinish): Promise<TakeView> {
    return this.ask('POST', `/api/portal/takes/${takeId}/finish`, finish);
  }

  discardTake(takeId: string): Promise<PortalView> {
    return this.ask('POST', `/api/portal/takes/${takeId}/discard`, {});
  }

  chooseTake(questionId: string, takeId: string): Promise<PortalView> {
    return this.ask('PUT', `${answer(questionId)}/choice`, { takeId });
  }

  writeText(questionId: string, text: string): Promise<PortalView> {
    return this.ask('PUT', `${answer(questionId)}/text`, { text });
  }

  putCaptions(questionId: string, captions: Captions): Promise<PortalView> {
    return this.ask('PUT', `${answer(questionId)}/captions`, captions);
  }

  removeCaptions(questionId: string): Promise<PortalView> {
    return this.ask('DELETE', `${answer(questionId)}/captions`);
  }

  clarify(text: string): Promise<PortalView> {
    return this.ask('PUT', '/api/portal/clarification', { text });
  }

  submit(interviewId: string): Promise<Submitted> {
    return this.ask('POST', `/api/interviews/${interviewId}/submit`, {});
  }

  accommodations(): Promise<OwnAccommodations> {
    return this.ask('GET', '/api/portal/accommodations');
  }

  askForAccommodation(asked: NewAccommodation): Promise<OwnAccommodations> {
    return this.ask('POST', '/api/portal/accommodations', asked);
  }

  withdrawAccommodation(id: string): Promise<OwnAccommodations> {
    return this.ask('POST', `/api/portal/accommodations/${id}/withdraw`, {});
  }

  /** What an accommodation officer asked; nobody else reads it. */
  answerOfficer(id: string, text: string): Promise<OwnAccommodations> {
    return this.ask('PUT', `/api/portal/accommodations/${id}/details`, { text });
  }

  /** Stops the clock of the deadline, where pauses were granted. */
  pause(): Promise<PortalView> {
    return this.ask('POST', '/api/portal/accommodations/pause', {});
  }

  resume(): Promise<PortalView> {
    return this.ask('POST', '/api/portal/accommodations/resume', {});
  }

  withdraw(): Promise<PortalView> {
    return this.ask('POST', '/api/portal/withdraw', {});
  }

  erasure(): Promise<ErasureView> {
    return this.ask('GET', '/api/portal/erasure');
  }

  erase(): Promise<ErasureView> {
    return this.ask('POST', '/api/portal/erasure', { understood: true });
  }

  erasureCertificate(): Promise<ErasureCertificate> {
    return this.ask('GET', '/api/portal/erasure/certificate');
  }

  openLink(secret: string): Promise<OpenLinkView> {
    return this.ask('GET', `/api/open/${encodeURIComponent(secret)}`);
  }

  enterByOpenLink(secret: string, entry: OpenLinkEntry): Promise<OpenLinkStart> {
    return this.ask('POST', `/api/open/${encodeURIComponent(secret)}`, entry);
  }

  private async ask<Answer>(method: string, path: string, content?: object): Promise<Answer> {
    const answered = await fetch(path, {
      method,
      signal: AbortSignal.timeout(PATIENCE),
      headers: {
        accept: 'application/json',
        ...(this.secret !== '' && { authorization: `Bearer ${this.secret}` }),
        ...(content !== undefined && { 'content-type': 'application/json' }),
      },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    }).catch((cause: unknown) => {
      throw new UnreachableError(cause);
    });
    if (!answered.ok) throw await refusalOf(answered);
    if (answered.status === 204) return undefined as Answer;
    return (await answered.json().catch((cause: unknown) => {
      throw new UnreachableError(cause);
    })) as Answer;
  }
}

const answer = (questionId: string): string => `/api/portal/answers/${encodeURIComponent(questionId)}`;

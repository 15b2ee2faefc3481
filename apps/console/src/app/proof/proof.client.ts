import {
  HttpClient,
  HttpErrorResponse,
  HttpEventType,
  HttpResponse,
  type HttpEvent,
} from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { BlindnessCertificate } from '@evenhand/contracts';
import { filter, firstValueFrom, tap, type Observable } from 'rxjs';

/** What a pack is about. */
export interface PackSubject {
  readonly kind: 'interview' | 'requisition';
  readonly id: string;
}

/** Certificates and evidence packs. */
@Injectable({ providedIn: 'root' })
export class ProofClient {
  private readonly http = inject(HttpClient);

  async certificate(interviewId: string): Promise<BlindnessCertificate> {
    const answer = await firstValueFrom(this.http.get(`/api/interviews/${interviewId}/certificate`));
    return BlindnessCertificate.parse(answer);
  }

  /** @param progress hears how many bytes have come */
  async pack({ kind, id }: PackSubject, progress: (bytes: number) => void): Promise<Blob> {
    const events = this.http.get(`/api/${kind}s/${id}/pack`, {
      observe: 'events',
      reportProgress: true,
      responseType: 'blob',
    });
    const last = await lastOf(events, progress);
    return last.body ?? new Blob();
  }
}

async function lastOf(
  events: Observable<HttpEvent<Blob>>,
  progress: (bytes: number) => void,
): Promise<HttpResponse<Blob>> {
  try {
    return await firstValueFrom(
      events.pipe(
        tap((event) => {
          if (event.type === HttpEventType.DownloadProgress) progress(event.loaded);
        }),
        filter((event) => event instanceof HttpResponse),
      ),
    );
  } catch (error) {
    if (!(error instanceof HttpErrorResponse && error.error instanceof Blob)) throw error;
    // What was asked for as a file comes as a file, also when it is a problem.
    const { status, headers } = error;
    const told = new HttpErrorResponse({ status, headers, error: parsed(await error.error.text()) });
    throw new Error('No pack came.', { cause: told });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

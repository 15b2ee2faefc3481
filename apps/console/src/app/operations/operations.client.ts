import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { AiDays, DeadLetters, OutboxPage, Readiness } from '@evenhand/contracts';
import { firstValueFrom } from 'rxjs';

/** Health, steps that gave up, AI spend per day, the outbox. */
@Injectable({ providedIn: 'root' })
export class OperationsClient {
  private readonly http = inject(HttpClient);

  /** The same report whether or not the system is ready: the api answers 503 with it when it is not. */
  async readiness(): Promise<Readiness> {
    try {
      return Readiness.parse(await firstValueFrom(this.http.get('/api/health/ready')));
    } catch (error) {
      const report = error instanceof HttpErrorResponse ? Readiness.safeParse(error.error) : null;
      if (report?.success) return report.data;
      throw error;
    }
  }

  async deadLetters(cursor: string | null): Promise<DeadLetters> {
    const params = cursor === null ? {} : { cursor };
    return DeadLetters.parse(await firstValueFrom(this.http.get('/api/dead-letters', { params })));
  }

  async runAgain(id: string): Promise<void> {
    await firstValueFrom(this.http.post(`/api/dead-letters/${id}/run-again`, {}));
  }

  async aiDays(): Promise<AiDays> {
    return AiDays.parse(await firstValueFrom(this.http.get('/api/ai-days')));
  }

  async outbox(cursor: string | null): Promise<OutboxPage> {
    return OutboxPage.parse(
      await firstValueFrom(this.http.get('/api/outbox', { params: cursor === null ? {} : { cursor } })),
    );
  }
}

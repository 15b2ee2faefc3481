import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { NOT_PROVED } from '@evenhand/ledger';
import { HeadingDirective, LoadingComponent, ProblemComponent, problemOf } from '@evenhand/ui';
import { SessionStore } from '../session/session.store';
import { PackButtonComponent } from './pack-button.component';
import { ProofClient } from './proof.client';

/** The certificate of blindness of one interview, made to be read and printed. */
@Component({
  selector: 'eh-certificate-page',
  imports: [
    MatButtonModule,
    RouterLink,
    HeadingDirective,
    LoadingComponent,
    ProblemComponent,
    PackButtonComponent,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1 ehHeading>Certificate of blindness</h1>
    @if (problem(); as problem) {
      <eh-problem [problem]="problem" [again]="problem.retryable" (retry)="certificate.reload()" />
    } @else if (!certificate.hasValue()) {
      <eh-loading>Loading the certificate…</eh-loading>
    } @else {
      @let made = certificate.value();
      @if (made.blind) {
        <p class="verdict">
          According to the record, people judged this interview before any AI output about it was opened.
        </p>
      } @else {
        <div class="verdict eh-note">
          <p>The record does not show that this interview was judged blind:</p>
          <ul>
            @for (doubt of made.doubts; track doubt.claim) {
              <li>{{ doubt.claim }}: {{ doubt.say }}.</li>
            }
          </ul>
        </div>
      }
      <section aria-labelledby="says">
        <h2 id="says">What the log says</h2>
        @for (line of lines(); track $index) {
          <p>{{ line }}</p>
        }
      </section>
      <section aria-labelledby="not">
        <h2 id="not">What this does not prove</h2>
        <ul>
          @for (line of notProved; track line) {
            <li>{{ line }}</li>
          }
        </ul>
      </section>
      <section aria-labelledby="check">
        <h2 id="check">Checking it without us</h2>
        <p>
          The evidence pack holds everything that this says, and the log up to entry {{ made.entries }}. The
          verifier is one file that needs no network. Compare the log’s key with the one you got elsewhere:
        </p>
        <p>
          <code>{{ made.logKey }}</code>
        </p>
        <div class="acts">
          <eh-pack-button kind="interview" [subject]="interviewId()" />
          <button mat-stroked-button type="button" (click)="print()">Print</button>
        </div>
      </section>
      @if (mayReveal()) {
        <p class="back">
          <a [routerLink]="['/interviews', interviewId(), 'reveal']">Back to the interview</a>
        </p>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-6);
      max-width: var(--eh-measure);
    }
    section,
    .verdict {
      display: grid;
      gap: var(--eh-3);
    }
    .verdict {
      font-size: 1.125rem;
    }
    code {
      overflow-wrap: anywhere;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-3);
      align-items: start;
    }
    @media print {
      .acts,
      .back {
        display: none;
      }
    }
  `,
})
export class CertificatePage {
  /** From the address. */
  readonly interviewId = input.required<string>();
  private readonly client = inject(ProofClient);
  private readonly session = inject(SessionStore);

  protected readonly notProved = NOT_PROVED;
  protected readonly certificate = resource({
    params: () => this.interviewId(),
    loader: ({ params }) => this.client.certificate(params),
  });
  protected readonly problem = computed(() => {
    const error = this.certificate.error();
    return error ? problemOf(error) : null;
  });
  /** What is not proved has a place of its own here. */
  protected readonly lines = computed(() =>
    this.certificate.hasValue()
      ? this.certificate.value().lines.filter((line) => !NOT_PROVED.includes(line))
      : [],
  );
  protected readonly mayReveal = computed(() => this.session.has('recruiter'));

  protected print(): void {
    window.print();
  }
}

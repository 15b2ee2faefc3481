import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { HeadingDirective, LoadingComponent, ProblemComponent, problemOf } from '@evenhand/ui';
import { CandidatesComponent } from './candidates.component';
import { InviteComponent } from './invite.component';
import { MembersComponent } from './members.component';
import { RequisitionOverviewComponent } from './requisition-overview.component';
import { statusWords } from './requisition-words';
import { RequisitionsClient } from './requisitions.client';
import { TemplateDocumentComponent } from './template/template-document.component';
import { TemplateEditorComponent } from './template/template-editor.component';

const parts = [
  { part: 'overview', label: 'Overview' },
  { part: 'template', label: 'Questions and rubric' },
  { part: 'people', label: 'People' },
  { part: 'invite', label: 'Invite' },
  { part: 'candidates', label: 'Candidates' },
] as const;
type Part = (typeof parts)[number]['part'];

/** One requisition, part by part. */
@Component({
  selector: 'eh-requisition-page',
  imports: [
    RouterLink,
    HeadingDirective,
    LoadingComponent,
    ProblemComponent,
    RequisitionOverviewComponent,
    TemplateDocumentComponent,
    TemplateEditorComponent,
    MembersComponent,
    InviteComponent,
    CandidatesComponent,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (problem(); as problem) {
      <h1 ehHeading>Requisition</h1>
      <eh-problem [problem]="problem" [again]="problem.retryable" (retry)="requisition.reload()" />
      <p><a routerLink="/requisitions">Back to the requisitions</a></p>
    } @else if (!requisition.hasValue()) {
      <eh-loading>Loading the requisition…</eh-loading>
    } @else {
      @let one = requisition.value();
      <header>
        <p class="eh-soft"><a routerLink="/requisitions">Requisitions</a></p>
        <h1 ehHeading>
          {{ one.title }} <span class="eh-tag">{{ statusWords[one.status] }}</span>
          @if (one.synthetic) {
            <span class="eh-tag">synthetic</span>
          }
        </h1>
      </header>
      <nav class="eh-parts" aria-label="Parts of the requisition">
        @for (each of parts; track each.part) {
          <a
            [routerLink]="[]"
            [queryParams]="{ part: each.part }"
            [class.here]="each.part === part()"
            [attr.aria-current]="each.part === part() ? 'page' : null"
            >{{ each.label }}</a
          >
        }
      </nav>
      @switch (part()) {
        @case ('overview') {
          <eh-requisition-overview
            [requisition]="one"
            (changed)="requisition.set($event)"
            (stale)="requisition.reload()"
          />
        }
        @case ('template') {
          @if (one.status === 'draft') {
            <eh-template-editor [requisition]="one" (changed)="requisition.set($event)" />
          } @else {
            <p class="eh-note">
              Published: every candidate gets exactly this, and nobody can change it any more.
            </p>
            <eh-template-document [template]="one.template" />
          }
        }
        @case ('people') {
          <eh-members [requisition]="one" (changed)="requisition.set($event)" />
        }
        @case ('invite') {
          <eh-invite [requisition]="one" (invited)="requisition.reload()" />
        }
        @case ('candidates') {
          <eh-candidates [requisitionId]="one.id" [canInvite]="one.status === 'open'" />
        }
      }
    }
  `,
  styleUrl: './requisition.page.scss',
})
export class RequisitionPage {
  /** From the address. */
  readonly requisitionId = input.required<string>();
  readonly part = input<Part, string | undefined>('overview', {
    transform: (value) => parts.find((each) => each.part === value)?.part ?? 'overview',
  });
  private readonly client = inject(RequisitionsClient);
  protected readonly parts = parts;
  protected readonly statusWords = statusWords;
  protected readonly requisition = resource({
    params: () => this.requisitionId(),
    loader: ({ params }) => this.client.view(params),
  });
  protected readonly problem = computed(() => {
    const error = this.requisition.error();
    return error ? problemOf(error) : null;
  });
}

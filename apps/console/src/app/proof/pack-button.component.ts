import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { Problem } from '@evenhand/contracts';
import { ProblemComponent, problemOf } from '@evenhand/ui';
import { ProofClient } from './proof.client';

const MEGABYTE = 1_000_000;

/** Takes an evidence pack in one click and says how far it has come. */
@Component({
  selector: 'eh-pack-button',
  imports: [MatButtonModule, ProblemComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button mat-stroked-button type="button" [disabled]="bytes() !== null" (click)="take()">
      Download evidence pack
    </button>
    <p role="status" class="eh-said">{{ said() }}</p>
    @if (problem(); as problem) {
      <eh-problem [problem]="problem" />
    }
  `,
})
export class PackButtonComponent {
  readonly kind = input.required<'interview' | 'requisition'>();
  readonly subject = input.required<string>();
  private readonly client = inject(ProofClient);

  /** Received so far; null while nothing is under way. */
  protected readonly bytes = signal<number | null>(null);
  private readonly done = signal('');
  protected readonly problem = signal<Problem | null>(null);
  protected readonly said = computed(() => {
    const bytes = this.bytes();
    if (bytes === null) return this.done();
    return bytes === 0 ? 'Preparing the pack…' : `Received ${(bytes / MEGABYTE).toFixed(1)} MB…`;
  });

  protected async take(): Promise<void> {
    this.problem.set(null);
    this.done.set('');
    this.bytes.set(0);
    const subject = { kind: this.kind(), id: this.subject() };
    try {
      const pack = await this.client.pack(subject, (bytes) => this.bytes.set(bytes));
      save(pack, `evidence-${subject.kind}-${subject.id}.json`);
      this.done.set(`Downloaded, ${(pack.size / MEGABYTE).toFixed(1)} MB. That it was taken is in the log.`);
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.bytes.set(null);
    }
  }
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

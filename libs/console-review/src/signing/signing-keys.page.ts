import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { Problem, ReviewerKey } from '@evenhand/contracts';
import {
  confirmed,
  EmptyComponent,
  HeadingDirective,
  LoadingComponent,
  MomentPipe,
  ProblemComponent,
  problemOf,
} from '@evenhand/ui';
import { ReviewClient } from '../review.client';
import { SigningKeysStore } from './signing-keys.store';

/** A reviewer's own keys: which browser or program each is in, since when, and the way to retire one. */
@Component({
  selector: 'eh-signing-keys-page',
  imports: [
    RouterLink,
    MatButtonModule,
    EmptyComponent,
    HeadingDirective,
    LoadingComponent,
    MomentPipe,
    ProblemComponent,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './signing-keys.page.html',
  styleUrl: './signing-keys.page.scss',
})
export class SigningKeysPage {
  private readonly client = inject(ReviewClient);
  private readonly signing = inject(SigningKeysStore);
  private readonly dialog = inject(MatDialog);

  protected readonly list = resource({
    loader: async () => {
      const { account, rows } = await this.client.keys();
      return { rows, here: await this.signing.keyHere(account) };
    },
  });
  protected readonly rows = computed(() => (this.list.hasValue() ? this.list.value().rows : []));
  protected readonly here = computed(() => (this.list.hasValue() ? this.list.value().here : null));
  protected readonly retiring = signal<string | null>(null);
  private readonly retireFailed = signal<Problem | null>(null);
  /** Read aloud after a key was retired. */
  protected readonly said = signal('');
  protected readonly problem = computed(() => {
    const error = this.list.error();
    return error ? problemOf(error) : this.retireFailed();
  });

  protected again(): void {
    this.retireFailed.set(null);
    this.list.reload();
  }

  protected async retire(row: ReviewerKey): Promise<void> {
    const isHere = row.key === this.here();
    const sure = await confirmed(this.dialog, {
      title: 'Retire this key?',
      consequence: isHere
        ? 'It can never sign again. What it has signed stays valid. When you open the next interview in this browser, a new key is made and you get a letter about it.'
        : `It can never sign again, and ${row.device} needs a new one before it can lock a scorecard. What it has signed stays valid.`,
      verb: 'Retire key',
    });
    if (!sure) return;
    this.retiring.set(row.key);
    this.retireFailed.set(null);
    try {
      const retired = await this.client.retireKey(row.key);
      this.list.update(
        (list) => list && { ...list, rows: list.rows.map((one) => (one.key === row.key ? retired : one)) },
      );
      this.said.set(`The key of ${row.device} is retired.`);
    } catch (error) {
      this.retireFailed.set(problemOf(error));
    } finally {
      this.retiring.set(null);
    }
  }

  /** The beginning of a key's digest, as letters about it show it. */
  protected fingerprint(key: string): string {
    return (key.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
  }
}

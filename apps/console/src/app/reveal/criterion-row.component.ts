import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { Abstention, Quote, Summary } from '@evenhand/contracts-verdict';
import { DurationPipe, MomentPipe } from '@evenhand/ui';
import type { CriterionSideBySide } from './side-by-side';

const abstentions: Record<Abstention, string> = {
  'insufficient-evidence': 'not enough evidence in the answer',
  'samples-disagree': 'repeated readings disagreed',
  'transcript-unreliable': 'the transcript is not reliable enough',
  'language-not-supported': 'the language is not supported',
};

const origins: Record<Summary['origin'], string> = {
  model: 'AI',
  authored: 'Written for the demo, no model ran',
  keywords: 'Passages found by words, no AI',
};

/** One criterion after reveal: people, median and AI beside each other. */
@Component({
  selector: 'eh-criterion-row',
  imports: [MatButtonModule, DurationPipe, MomentPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './criterion-row.component.html',
  styleUrl: './criterion-row.component.scss',
})
export class CriterionRowComponent {
  readonly criterion = input.required<CriterionSideBySide>();
  readonly origin = input.required<Summary['origin'] | null>();
  readonly mayRevise = input.required<boolean>();
  readonly revise = output();
  /** A quote was chosen: play from there. */
  readonly seek = output<number>();
  protected readonly abstentions = abstentions;
  protected readonly originWords = computed(() => {
    const origin = this.origin();
    return origin === null ? null : origins[origin];
  });

  /** The anchor that a rating stands for. */
  protected meaning(rating: number | null): string {
    return rating === null ? 'Cannot judge' : (this.criterion().anchors[rating - 1] ?? '');
  }

  protected play(quote: Quote): void {
    if (quote.startMs !== null) this.seek.emit(quote.startMs);
  }
}

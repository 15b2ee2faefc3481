import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import type { Question } from '@evenhand/contracts';
import { confirmed } from '@evenhand/ui';
import { MistakeComponent } from './mistake.component';
import { PlaceDirective } from './place.directive';
import { criterionHasWords, newCriterion, withCriterion } from './template-draft';

type Criterion = Question['criteria'][number];
const kinds = [
  { kind: 'video', label: 'Video' },
  { kind: 'audio', label: 'Audio' },
  { kind: 'text', label: 'Text' },
] as const;

/** One question of a draft with its criteria and anchors. */
@Component({
  selector: 'eh-question-editor',
  imports: [MatButtonModule, MistakeComponent, PlaceDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './question-editor.component.html',
  styleUrl: './question-editor.component.scss',
})
export class QuestionEditorComponent {
  readonly question = input.required<Question>();
  readonly number = input.required<number>();
  readonly first = input.required<boolean>();
  readonly last = input.required<boolean>();
  readonly changed = output<Question>();
  readonly removed = output();
  readonly moved = output<1 | -1>();
  private readonly dialog = inject(MatDialog);
  protected readonly kinds = kinds;
  protected readonly points = [1, 2, 3, 4, 5] as const;
  protected readonly place = computed(() => `questions.${this.number() - 1}`);

  protected change(change: Partial<Question>): void {
    this.changed.emit({ ...this.question(), ...change });
  }

  protected toggle(kind: Question['kinds'][number]): void {
    const now = this.question().kinds;
    const chosen = kinds
      .map((one) => one.kind)
      .filter((one) => (one === kind ? !now.includes(one) : now.includes(one)));
    this.change({ kinds: chosen });
  }

  protected setCriterion(index: number, change: Partial<Criterion>): void {
    const criterion = this.question().criteria[index];
    if (criterion) this.changed.emit(withCriterion(this.question(), index, { ...criterion, ...change }));
  }

  protected async removeCriterion(index: number): Promise<void> {
    const criterion = this.question().criteria[index];
    if (!criterion) return;
    const sure =
      !criterionHasWords(criterion) ||
      (await confirmed(this.dialog, {
        title: `Remove “${criterion.name || `criterion ${index + 1}`}”?`,
        consequence: 'Its five anchors go with it.',
        verb: 'Remove',
      }));
    if (sure) this.changed.emit(withCriterion(this.question(), index, null));
  }

  protected setAnchor(index: number, point: number, text: string): void {
    const [a, b, c, d, e] = this.question().criteria[index]?.anchors ?? ['', '', '', '', ''];
    const anchors: Criterion['anchors'] = [a, b, c, d, e];
    anchors[point - 1] = text;
    this.setCriterion(index, { anchors });
  }

  protected addCriterion(): void {
    const { criteria } = this.question();
    const added = newCriterion(
      '',
      criteria.map((criterion) => criterion.id),
    );
    this.changed.emit(withCriterion(this.question(), criteria.length, added));
  }
}

import type { ElementRef } from '@angular/core';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { PacketAnswer, ScorecardRating } from '@evenhand/contracts';

type Criterion = PacketAnswer['criteria'][number];
const points = [1, 2, 3, 4, 5] as const;

/** One criterion: its anchors beside the scale, "cannot judge", a note. */
@Component({
  selector: 'eh-criterion',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset [disabled]="locked()" [class.current]="current()">
      <legend>
        {{ criterion().name }}
        @if (rating() === undefined) {
          <span class="open">not rated</span>
        }
      </legend>
      @if (criterion().jobRelatedness) {
        <p class="why">{{ criterion().jobRelatedness }}</p>
      }
      <div class="scale">
        @for (point of points; track point) {
          <label [class.chosen]="rating()?.rating === point">
            <input
              type="radio"
              [name]="name()"
              [checked]="rating()?.rating === point"
              (change)="rate.emit(point)"
            />
            <span class="point">{{ point }}</span>
            <span class="anchor">
              {{ criterion().anchors[point - 1] }}
              @if (locked() && rating()?.rating === point) {
                <span class="yours">your rating</span>
              }
            </span>
          </label>
        }
        <label [class.chosen]="rating() !== undefined && rating()?.rating === null">
          <input
            type="radio"
            [name]="name()"
            [checked]="rating() !== undefined && rating()?.rating === null"
            (change)="rate.emit(null)"
          />
          <span class="point" aria-hidden="true">–</span>
          <span class="anchor">
            Cannot judge
            @if (locked() && rating() !== undefined && rating()?.rating === null) {
              <span class="yours">your rating</span>
            }
          </span>
        </label>
      </div>
      @if (rating(); as rating) {
        @if (locked()) {
          @if (rating.note) {
            <p class="written"><strong>Note:</strong> {{ rating.note }}</p>
          }
        } @else if (noting() || rating.note) {
          <label class="note">
            <span>Note on {{ criterion().name }}</span>
            <textarea
              rows="2"
              maxlength="4000"
              [value]="rating.note ?? ''"
              #text
              (input)="note.emit(text.value)"
            ></textarea>
          </label>
        } @else {
          <button type="button" class="add" (click)="write()">
            Add a note <span class="eh-aloud">on {{ criterion().name }}</span>
          </button>
        }
      }
    </fieldset>
  `,
  styleUrl: './criterion.component.scss',
})
export class CriterionComponent {
  readonly criterion = input.required<Criterion>();
  /** Name of the radio group, unique on the page. */
  readonly name = input.required<string>();
  readonly rating = input.required<ScorecardRating | undefined>();
  readonly locked = input(false);
  /** The keyboard's digits go here. */
  readonly current = input(false);
  readonly rate = output<ScorecardRating['rating']>();
  readonly note = output<string>();
  protected readonly points = points;
  protected readonly noting = signal(false);
  private readonly injector = inject(Injector);
  private readonly text = viewChild<ElementRef<HTMLTextAreaElement>>('text');

  protected write(): void {
    this.noting.set(true);
    afterNextRender(() => this.text()?.nativeElement.focus(), { injector: this.injector });
  }
}

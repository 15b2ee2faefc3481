import { Component, computed, input, model } from '@angular/core';

/** One thing to allow or not, with its reason below and its fault, if any, beside it. */
@Component({
  selector: 'eh-choice',
  template: `
    <div class="eh-choice">
      <input
        type="checkbox"
        [id]="name()"
        [checked]="chosen()"
        [attr.aria-invalid]="fault() !== null"
        [attr.aria-describedby]="name() + '-why'"
        (change)="toggle($event)"
      />
      <div>
        <label [for]="name()">{{ title() }}</label>
        <span class="eh-badge">{{ badge() }}</span>
        <div class="eh-soft" [id]="name() + '-why'">
          @if (fault(); as fault) {
            <p class="eh-fault">{{ fault }}</p>
          }
          @for (reason of reasons(); track reason) {
            <p>{{ reason }}</p>
          }
        </div>
      </div>
    </div>
  `,
})
export class ChoiceComponent {
  readonly name = input.required<string>();
  readonly title = input.required<string>();
  readonly why = input.required<string | readonly string[]>();
  readonly badge = input.required<string>();
  readonly fault = input<string | null>(null);
  readonly chosen = model.required<boolean>();

  protected readonly reasons = computed(() => [this.why()].flat());

  protected toggle(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.chosen.set(event.target.checked);
  }
}

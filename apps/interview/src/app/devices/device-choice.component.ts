import { Component, computed, inject, input, output } from '@angular/core';
import { LanguageStore } from '../language/language.store';

/** A list of cameras or of microphones. */
@Component({
  selector: 'eh-device-choice',
  template: `
    <div class="eh-field">
      <label [for]="name()">{{ label() }}</label>
      <select class="eh-select eh-wide" [id]="name()" (change)="choose($event)">
        @for (device of devices(); track device.deviceId) {
          <option [value]="device.deviceId" [selected]="device.deviceId === current()">
            {{ device.label || words().unnamed($index + 1) }}
          </option>
        }
      </select>
    </div>
  `,
})
export class DeviceChoiceComponent {
  private readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().devices);
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly devices = input.required<readonly MediaDeviceInfo[]>();
  readonly current = input.required<string | undefined>();
  readonly chosen = output<string>();

  protected choose(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.chosen.emit(event.target.value);
  }
}

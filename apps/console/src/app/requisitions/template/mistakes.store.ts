import { computed, Injectable, signal } from '@angular/core';
import type { Mistake } from './template-mistakes';

/** The mistakes of the template that is being edited, for the inputs that they are in. */
@Injectable()
export class MistakesStore {
  readonly all = signal<readonly Mistake[]>([]);
  private readonly byPath = computed(() => new Map(this.all().map((one) => [one.path, one.message])));

  at(path: string): string | null {
    return this.byPath().get(path) ?? null;
  }
}

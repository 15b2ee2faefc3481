import { Component, computed, inject, input, output } from '@angular/core';
import { NoteComponent } from '../frame/note.component';
import { LanguageStore } from '../language/language.store';
import { clock } from '../language/moment';
import type { Recording } from '../uploads/recordings.store';
import { UploadsStore } from '../uploads/uploads.store';
import { RecoveredTakeComponent } from './recovered-take.component';

/** Recordings of this question that the server does not have yet: on their way, interrupted, or refused. */
@Component({
  selector: 'eh-kept-recordings',
  imports: [NoteComponent, RecoveredTakeComponent],
  template: `
    @for (recording of recordings(); track recording.takeId) {
      @switch (recording.phase) {
        @case ('unfinished') {
          <eh-recovered-take
            [recording]="recording"
            (keep)="keep(recording, $event)"
            (again)="giveUp(recording)"
          />
        }
        @case ('elsewhere') {
          <eh-note sign="attention">{{ words().elsewhere }}</eh-note>
        }
        @case ('refused') {
          <eh-note sign="stop">
            <p>{{ language.sentence(recording.code ?? 'otherwise') }}</p>
            <button class="eh-button" type="button" (click)="tryAgain(recording)">
              {{ words().sendAgain }}
            </button>
            <button class="eh-button" type="button" (click)="giveUp(recording)">
              {{ words().recordAgain }}
            </button>
          </eh-note>
        }
        @default {
          <eh-note sign="sending">
            {{ language.messages().recorder.kept }} ({{ clock(recording.recordedMs) }}).
            {{ words().sendingTake(percent(recording)) }}
          </eh-note>
        }
      }
    }
  `,
})
export class KeptRecordingsComponent {
  private readonly uploads = inject(UploadsStore);
  protected readonly language = inject(LanguageStore);
  protected readonly words = computed(() => this.language.messages().question);
  protected readonly clock = clock;
  readonly recordings = input.required<readonly Recording[]>();
  /** The candidate gave one up and wants to record again. */
  readonly again = output();

  protected percent({ sent, bytes }: Recording): number {
    return bytes === 0 ? 0 : Math.floor((10 * sent) / bytes) * 10;
  }

  protected async keep({ takeId }: Recording, lengthMs: number): Promise<void> {
    await this.uploads.complete(takeId, lengthMs);
  }

  protected async tryAgain({ takeId }: Recording): Promise<void> {
    await this.uploads.tryAgain(takeId);
  }

  protected async giveUp({ takeId }: Recording): Promise<void> {
    await this.uploads.giveUp(takeId);
    this.again.emit();
  }
}

import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import type { PacketAnswer } from '@evenhand/contracts';
import { DurationPipe } from '@evenhand/ui';

/** Below this confidence a passage is marked as uncertain. */
const uncertainBelow = 0.6;

/** What was said: click a line to hear it, follow along, search. */
@Component({
  selector: 'eh-transcript',
  imports: [DurationPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="bar">
      <label>Search <input type="search" #search (input)="needle.set(search.value)" /></label>
      <label class="follow"
        ><input type="checkbox" [checked]="follows()" (change)="follows.set(!follows())" /> Follow</label
      >
      @if (needle()) {
        <span role="status">{{ hits() }} {{ hits() === 1 ? 'line' : 'lines' }}</span>
      }
    </div>
    @if (segments().length === 0) {
      <p class="none">There is no transcript for this answer. Please listen to it.</p>
    } @else {
      <ol>
        @for (line of lines(); track line.startMs) {
          <li [class.now]="line.now" [class.hit]="line.hit">
            <button
              type="button"
              (click)="seek.emit(line.startMs)"
              [attr.aria-current]="line.now ? 'true' : null"
            >
              <span class="at eh-figures">{{ line.startMs | duration }}</span>
              <span [class.uncertain]="line.uncertain">{{ line.text }}</span>
              @if (line.uncertain) {
                <span class="mark">uncertain</span>
              }
            </button>
          </li>
        }
      </ol>
    }
  `,
  styleUrl: './transcript.component.scss',
})
export class TranscriptComponent {
  readonly segments = input.required<PacketAnswer['transcript']>();
  readonly positionMs = input.required<number>();
  readonly seek = output<number>();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly needle = signal('');
  protected readonly follows = signal(true);

  protected readonly lines = computed(() => {
    const needle = this.needle().trim().toLowerCase();
    const position = this.positionMs();
    return this.segments().map(({ startMs, endMs, text, confidence }) => ({
      startMs,
      text,
      now: position > 0 && position >= startMs && position < endMs,
      hit: needle !== '' && text.toLowerCase().includes(needle),
      uncertain: confidence !== undefined && confidence < uncertainBelow,
    }));
  });
  protected readonly hits = computed(() => this.lines().filter((line) => line.hit).length);
  private readonly current = computed(() => this.lines().findIndex((line) => line.now));

  constructor() {
    afterRenderEffect({
      write: () => {
        if (this.current() < 0 || !this.follows()) return;
        const line = this.host.nativeElement.querySelector<HTMLElement>('li.now');
        const list = line?.parentElement;
        if (line && list) list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 3;
      },
    });
  }
}

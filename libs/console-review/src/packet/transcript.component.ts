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

/**
 * What was said: click a line to hear it, follow along, search. However long it is, it is one stop of the Tab key; inside
 * it the arrows go from line to line.
 */
@Component({
  selector: 'eh-transcript',
  imports: [DurationPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="bar">
      <h2>Transcript</h2>
      @if (segments().length > 0) {
        <label>
          Search
          <input
            type="search"
            #search
            (input)="find(search.value)"
            (keydown.enter)="nextHit(); $event.preventDefault()"
          />
        </label>
        <span role="status" class="found">{{ found() }}</span>
        <label class="follow">
          <input type="checkbox" [checked]="follows()" (change)="follows.set(!follows())" /> Follow
        </label>
      }
    </div>
    @if (segments().length === 0) {
      <p class="none">There is no transcript for this answer. Please listen to it.</p>
    } @else {
      <ol role="list" aria-label="Lines of the transcript" (keydown)="step($event)">
        @for (line of lines(); track line.startMs; let index = $index) {
          <li [class.now]="index === current()" [class.hit]="line.hit" [class.aim]="index === hit()">
            <button
              type="button"
              [attr.tabindex]="index === stop() ? 0 : -1"
              [attr.aria-current]="index === current() ? 'true' : null"
              (focus)="reached.set(index)"
              (click)="seek.emit(line.startMs)"
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
  private readonly needle = signal('');
  protected readonly follows = signal(true);
  /** The line that the Tab key stops at once the person has moved there. */
  protected readonly reached = signal<number | null>(null);
  /** The line that the search stands at. */
  protected readonly hit = signal(-1);

  protected readonly lines = computed(() => {
    const needle = this.needle();
    return this.segments().map(({ startMs, text, confidence }) => ({
      startMs,
      text,
      hit: needle !== '' && text.toLowerCase().includes(needle),
      uncertain: confidence !== undefined && confidence < uncertainBelow,
    }));
  });
  protected readonly current = computed(() => {
    const position = this.positionMs();
    if (position <= 0) return -1;
    return this.segments().findIndex(({ startMs, endMs }) => position >= startMs && position < endMs);
  });
  protected readonly stop = computed(() => this.reached() ?? Math.max(0, this.current()));
  protected readonly found = computed(() => {
    if (this.needle() === '') return '';
    const count = this.lines().filter((line) => line.hit).length;
    return `${count} ${count === 1 ? 'line' : 'lines'}`;
  });

  constructor() {
    afterRenderEffect({ write: () => this.follows() && this.show(this.current()) });
    afterRenderEffect({ write: () => this.show(this.hit()) });
  }

  protected find(text: string): void {
    this.needle.set(text.trim().toLowerCase());
    this.hit.set(this.lines().findIndex((line) => line.hit));
  }

  /** The next line that was found, from the top again after the last. */
  protected nextHit(): void {
    const hits = this.lines().flatMap((line, index) => (line.hit ? [index] : []));
    this.hit.set(hits.find((index) => index > this.hit()) ?? hits[0] ?? -1);
  }

  protected step(event: KeyboardEvent): void {
    const last = this.segments().length - 1;
    const targets: Record<string, number> = {
      ArrowUp: this.stop() - 1,
      ArrowDown: this.stop() + 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.lineAt(Math.min(last, Math.max(0, target)))
      ?.querySelector('button')
      ?.focus();
  }

  private show(index: number): void {
    const line = this.lineAt(index);
    const list = line?.parentElement;
    if (line && list) list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 3;
  }

  private lineAt(index: number): HTMLElement | undefined {
    return this.host.nativeElement.querySelectorAll<HTMLElement>('li')[index];
  }
}

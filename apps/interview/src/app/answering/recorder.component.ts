import { Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { DeviceTroubleComponent } from '../devices/device-trouble.component';
import { FocusedDirective } from '../frame/focused.directive';
import { NoteComponent } from '../frame/note.component';
import { SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { clock, inWords } from '../language/moment';
import type { RecordedKind } from '../recorder/recording-format';
import { RecorderStore } from '../recorder/recorder.store';
import type { Sink } from '../recorder/sink.port';
import { canPause } from '../recorder/tape';
import { PreparationComponent } from './preparation.component';
import { SelfViewComponent } from './self-view.component';
import { TakeClockComponent } from './take-clock.component';
import { TakeReviewComponent } from './take-review.component';

/** Records one answer, from turning the camera on to keeping the take. Where it goes is the business of `sinkFor`. */
@Component({
  selector: 'eh-recorder',
  imports: [
    DeviceTroubleComponent,
    FocusedDirective,
    NoteComponent,
    PreparationComponent,
    SelfViewComponent,
    SignComponent,
    TakeClockComponent,
    TakeReviewComponent,
  ],
  providers: [RecorderStore],
  templateUrl: './recorder.component.html',
})
export class RecorderComponent {
  protected readonly recorder = inject(RecorderStore);
  protected readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().recorder);
  protected readonly canPause = canPause();
  protected readonly clock = clock;

  readonly kind = input.required<RecordedKind>();
  /** Null for no limit. */
  readonly answerSeconds = input.required<number | null>();
  readonly preparationSeconds = input<number | null>(null);
  readonly largestBytes = input(Infinity);
  /** How often the candidate may record again after this one; null for as often as they like. */
  readonly retakes = input<number | null>(null);
  readonly keepLabel = input.required<string>();
  readonly againLabel = input.required<string>();
  /** Milliseconds of the running recording that nothing can take away; null where nothing is kept. */
  readonly safeMs = input<number | null>(null);
  /** Something keeps the recording from arriving. */
  readonly inTrouble = input(false);
  /** The server has confirmed what was recorded. */
  readonly delivered = input(false);
  readonly sinkFor = input.required<() => Sink>();
  /** Camera and microphone are on. */
  readonly begun = output();
  /** Camera or microphone cannot be used: another kind of answer may be the way out. */
  readonly stuck = output();
  readonly kept = output();

  private tries = 0;

  protected readonly countdown = computed(() => Math.max(1, Math.ceil(this.recorder.untilMs() / 1000)));

  /** Where the recorder stands. Nothing was kept where nothing was recorded: the help beside says why then. */
  protected readonly sentence = computed(() => {
    const state = this.recorder.state();
    return state.at === 'interrupted' && state.recordedMs === 0 ? '' : this.words().states[state.at];
  });

  /** What broke the recording off, in words. */
  protected readonly interruption = computed(() => {
    const state = this.recorder.state();
    const reason = state.at === 'interrupted' ? state.reason : null;
    return this.words()[reason === 'too-large' || reason === 'device-lost' ? reason : 'recorder-failed'];
  });

  constructor() {
    effect(() => {
      if (this.delivered()) untracked(() => this.recorder.delivered());
    });
    effect(() => this.limit());
  }

  protected readonly remark = computed(() => {
    const { hiddenPage, muted, reached, devicesChanged, stoodStill, clockJumped } = this.words();
    switch (this.recorder.remark()) {
      case 'hidden-page':
        return hiddenPage;
      case 'muted':
        return muted;
      case 'limit-reached':
        return reached;
      case 'devices-changed':
        return devicesChanged;
      case 'stood-still':
        return stoodStill(inWords(this.say().frame, Math.round(this.recorder.stoodStillMs() / 1000)));
      case 'clock-jumped':
        return clockJumped;
      case null:
        return null;
    }
  });

  /** Said only while something is wrong: otherwise a length that grows would but distract. */
  protected readonly safe = computed(() => {
    const safeMs = this.safeMs();
    return safeMs !== null && safeMs >= 1000 && (this.inTrouble() || this.recorder.remark() !== null)
      ? clock(safeMs)
      : null;
  });

  /** Also while the candidate is at it: what was granted meanwhile holds at once. */
  private limit(): void {
    const limits = {
      answerSeconds: this.answerSeconds(),
      preparationSeconds: this.preparationSeconds(),
      largestBytes: this.largestBytes(),
    };
    untracked(() => this.recorder.limit(limits));
  }

  protected async getReady(): Promise<void> {
    this.limit();
    this.tries += 1;
    await this.recorder.getReady(this.kind(), this.tries === 1);
    if (this.recorder.state().at === 'interrupted') this.stuck.emit();
    else this.begun.emit();
  }

  protected start(): void {
    this.recorder.start(this.sinkFor()());
  }

  protected async keep(): Promise<void> {
    await this.recorder.keep();
    this.kept.emit();
  }

  protected async recordAgain(): Promise<void> {
    await this.recorder.giveUp();
    await this.getReady();
  }
}

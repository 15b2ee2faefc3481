import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { FocusedDirective } from '../frame/focused.directive';
import { SelfViewComponent } from '../answering/self-view.component';
import { LanguageStore } from '../language/language.store';
import { PortalStore } from '../portal/portal.store';
import type { Interruption } from '../recorder/recorder.machine';
import type { RecordedKind } from '../recorder/recording-format';
import { DeviceChoiceComponent } from './device-choice.component';
import { DeviceTestComponent } from './device-test.component';
import { DeviceTroubleComponent } from './device-trouble.component';
import { DeviceError, DevicesStore, release } from './devices.store';
import { LevelMeterComponent } from './level-meter.component';

/** Camera and microphone, tried out before it counts. */
@Component({
  imports: [
    RouterLink,
    FocusedDirective,
    SelfViewComponent,
    DeviceChoiceComponent,
    DeviceTestComponent,
    DeviceTroubleComponent,
    LevelMeterComponent,
  ],
  templateUrl: './devices.page.html',
})
export class DevicesPage {
  protected readonly portal = inject(PortalStore);
  protected readonly devices = inject(DevicesStore);
  protected readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().devices);
  protected readonly stream = signal<MediaStream | null>(null);
  protected readonly trouble = signal<Interruption | null>(null);
  private readonly kinds = computed(
    () => new Set(this.portal.interview().questions.flatMap(({ kinds }) => kinds)),
  );
  /** Everything can be answered in writing. */
  protected readonly offersText = computed(() =>
    this.portal.interview().questions.every(({ kinds }) => kinds.includes('text')),
  );
  protected readonly offersBoth = computed(() => this.kinds().has('audio') && this.kinds().has('video'));
  protected readonly kind = signal<RecordedKind>('video');

  constructor() {
    if (!this.kinds().has('video')) this.kind.set('audio');
    inject(DestroyRef).onDestroy(() => release(this.stream()));
  }

  protected async turnOn(kind: RecordedKind = this.kind()): Promise<void> {
    this.kind.set(kind);
    this.trouble.set(null);
    // The old stream stays on the screen until the new one is there, so that nobody loses their place.
    release(this.stream());
    try {
      this.stream.set(await this.devices.open(kind));
    } catch (error) {
      this.stream.set(null);
      this.trouble.set(error instanceof DeviceError ? error.reason : 'unsupported');
    }
  }

  protected async choose(sort: 'videoinput' | 'audioinput', deviceId: string): Promise<void> {
    this.devices.choose(sort, deviceId);
    await this.turnOn();
  }

  /** The device that a track of the running stream comes from. */
  protected inUse(stream: MediaStream, sort: 'video' | 'audio'): string | undefined {
    const tracks = sort === 'video' ? stream.getVideoTracks() : stream.getAudioTracks();
    return tracks[0]?.getSettings().deviceId;
  }
}

import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { DeviceError, DevicesStore, release } from '../devices/devices.store';
import {
  afterRecorderEvent,
  type Interruption,
  isLive,
  type RecorderEvent,
  type RecorderState,
  recordedMs,
} from './recorder.machine';
import { isAppleEngine, type RecordedKind, recordingFormat } from './recording-format';
import type { Sink } from './sink.port';
import { Tape } from './tape';

/** Seconds between pressing the button and the first recorded frame. */
export const COUNTDOWN_SECONDS = 3;
/** Seconds a recording goes on past its planned length. */
export const GRACE_SECONDS = 30;

/** Limits of one recording. */
export interface RecorderLimits {
  /** Null for no limit. */
  readonly answerSeconds: number | null;
  readonly preparationSeconds: number | null;
  readonly largestBytes: number;
}

/** A sentence the recorder owes the candidate beside its state. */
export type RecorderRemark =
  'hidden-page' | 'muted' | 'limit-reached' | 'devices-changed' | 'stood-still' | 'clock-jumped' | null;

/** Milliseconds by which the clock on the wall may drift from the one that measures before it counts as a jump. */
const JUMP_MS = 2000;

/** Drives camera, microphone and MediaRecorder through the states of the machine, for one screen. */
@Injectable()
export class RecorderStore {
  private readonly devices = inject(DevicesStore);
  private readonly current = signal<RecorderState>({ at: 'idle' });
  private readonly stream = signal<MediaStream | null>(null);
  private readonly address = signal<string | null>(null);
  private readonly tick = signal(0);
  private readonly said = signal<RecorderRemark>(null);
  private readonly still = signal(0);
  private tape: Tape | null = null;
  private sink: Sink | null = null;
  private limits: RecorderLimits = { answerSeconds: 60, preparationSeconds: null, largestBytes: Infinity };
  private awake: WakeLockSentinel | null = null;
  /** What the clock on the wall says when the one that measures says 0. */
  private wallAtZero = 0;

  readonly state = this.current.asReadonly();
  readonly live = this.stream.asReadonly();
  readonly remark = this.said.asReadonly();
  /** How long the page stood still, in milliseconds; it belongs to the remark `stood-still`. */
  readonly stoodStillMs = this.still.asReadonly();
  /** Where the finished recording can be played; null before. */
  readonly playback = this.address.asReadonly();
  readonly elapsedMs = computed(() => recordedMs(this.current(), this.tick()));
  /** Milliseconds until the countdown or the time to prepare is over. */
  readonly untilMs = computed(() => {
    const state = this.current();
    return 'endsAt' in state ? Math.max(0, state.endsAt - this.tick()) : 0;
  });

  constructor() {
    const timer = setInterval(() => this.beat(), 200);
    const hidden = () => this.pageHidden();
    document.addEventListener('visibilitychange', hidden);
    const changed = () => this.remarkWhileRecording('devices-changed');
    const devices = 'mediaDevices' in navigator ? navigator.mediaDevices : null;
    devices?.addEventListener('devicechange', changed);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', hidden);
      devices?.removeEventListener('devicechange', changed);
      this.leave();
    });
  }

  /** Limits may change while they hold: a preparation that is running becomes longer with them. */
  limit(limits: RecorderLimits): void {
    const before = this.limits.preparationSeconds;
    const { preparationSeconds: seconds } = limits;
    this.limits = limits;
    if (seconds === before) return;
    if (seconds === null || before === null) this.send({ type: 'preparation-over' });
    else this.send({ type: 'prepare-longer', seconds: seconds - before });
  }

  /** Turns the devices on, and the clock for preparing where there is one and this is the first try. */
  async getReady(kind: RecordedKind, prepare: boolean): Promise<void> {
    this.letGo();
    this.said.set(null);
    const again = this.current().at !== 'idle' && this.current().at !== 'interrupted';
    this.send({ type: again ? 'again' : 'check' });
    try {
      const stream = await this.devices.open(kind);
      if (this.current().at !== 'checking') return release(stream);
      this.watch(stream);
      this.stream.set(stream);
      this.send({ type: 'devices-ready' });
      const seconds = this.limits.preparationSeconds;
      if (prepare && seconds !== null) this.send({ type: 'prepare', now: this.now(), seconds });
    } catch (error) {
      this.interrupt(error instanceof DeviceError ? error.reason : 'unsupported');
    }
  }

  skipPreparation(): void {
    this.send({ type: 'preparation-over' });
  }

  /** Starts the countdown; the recording goes to `sink`. */
  start(sink: Sink): void {
    this.sink = sink;
    this.send({ type: 'start', now: this.now(), countdownSeconds: COUNTDOWN_SECONDS });
  }

  pause(): void {
    this.tape?.pause();
    this.send({ type: 'pause', now: this.now() });
  }

  resume(): void {
    this.tape?.resume();
    this.send({ type: 'resume', now: this.now() });
  }

  /** Ends the recording, or calls the countdown off. */
  async stop(): Promise<void> {
    this.send({ type: 'stop', now: this.now() });
    if (this.current().at !== 'finishing') return;
    await this.flush();
    this.send({ type: 'flushed' });
    await this.sink?.complete();
  }

  /** Keeps a finished recording, or the part an interruption has left. */
  async keep(): Promise<void> {
    const interrupted = this.current().at === 'interrupted';
    this.send({ type: 'keep' });
    if (interrupted) await this.sink?.complete();
  }

  /** The server has confirmed the take. */
  delivered(): void {
    this.send({ type: 'delivered' });
  }

  /** Gives up what an interruption has left, which uses nothing up. */
  async giveUp(): Promise<void> {
    if (this.current().at === 'interrupted') await this.sink?.giveUp();
  }

  private beat(): void {
    const state = this.current();
    if (state.at === 'idle' || state.at === 'stored') return;
    const now = this.now();
    this.tick.set(now);
    if (state.at === 'preparing' && now >= state.endsAt) this.send({ type: 'preparation-over' });
    if (state.at === 'countdown' && now >= state.endsAt) this.record(now);
    if (state.at === 'recording') this.guardLimits(now);
    if (state.at === 'recording' || state.at === 'paused') this.guardClock(now);
  }

  /** A recording is measured by a clock that cannot be set; that the other one was set is said, so that nobody wonders. */
  private guardClock(now: number): void {
    const wallAtZero = Date.now() - now;
    if (Math.abs(wallAtZero - this.wallAtZero) < JUMP_MS) return;
    this.wallAtZero = wallAtZero;
    this.said.set('clock-jumped');
  }

  private remarkWhileRecording(remark: RecorderRemark): void {
    if (this.current().at === 'recording' || this.current().at === 'paused') this.said.set(remark);
  }

  private guardLimits(now: number): void {
    const { answerSeconds } = this.limits;
    const lastMs = answerSeconds === null ? Infinity : (answerSeconds + GRACE_SECONDS) * 1000;
    if (recordedMs(this.current(), now) >= lastMs) {
      this.said.set('limit-reached');
      void this.stop();
    } else if ((this.tape?.bytes ?? 0) > this.limits.largestBytes * 0.97) {
      this.interrupt('too-large');
    }
  }

  private record(now: number): void {
    const stream = this.stream();
    if (stream === null || this.sink === null) return this.interrupt('device-lost');
    const kind: RecordedKind = stream.getVideoTracks().length > 0 ? 'video' : 'audio';
    const format = recordingFormat(kind, isAppleEngine(navigator.vendor), (type) =>
      MediaRecorder.isTypeSupported(type),
    );
    if (format === null) return this.interrupt('unsupported');
    try {
      this.tape = new Tape(kind, format, stream, this.sink, {
        ended: (reason) => this.interrupt(reason),
        recordedMs: () => recordedMs(this.current(), this.now()),
        stoodStill: (milliseconds) => {
          this.still.set(milliseconds);
          this.said.set('stood-still');
        },
      });
      this.tape.start();
      this.wallAtZero = Date.now() - now;
      this.send({ type: 'countdown-over', now });
      void this.stayAwake();
    } catch {
      this.interrupt('recorder-failed');
    }
  }

  private interrupt(reason: Interruption): void {
    const before = this.current();
    this.send({ type: 'interrupt', reason, now: this.now() });
    if (this.current() !== before) void this.flush();
  }

  /** Waits for the last slice, makes the recording playable and switches the devices off. */
  private async flush(): Promise<void> {
    const tape = this.tape;
    this.tape = null;
    if (tape !== null) {
      await tape.stop();
      this.forgetPlayback();
      this.address.set(URL.createObjectURL(tape.playback()));
    }
    this.switchOff();
  }

  private watch(stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => isLive(this.current()) && this.interrupt('device-lost'));
      track.addEventListener('mute', () => {
        if (track.kind === 'audio') this.remarkWhileRecording('muted');
      });
    }
  }

  private pageHidden(): void {
    if (document.visibilityState === 'visible') void this.stayAwake();
    else {
      this.tape?.handOver();
      this.remarkWhileRecording('hidden-page');
    }
  }

  /** A screen that goes dark stops the camera on many phones. */
  private async stayAwake(): Promise<void> {
    if (this.current().at !== 'recording' || !('wakeLock' in navigator)) return;
    this.awake = await navigator.wakeLock.request('screen').catch(() => null);
  }

  private switchOff(): void {
    release(this.stream());
    this.stream.set(null);
    void this.awake?.release().catch(() => undefined);
    this.awake = null;
  }

  private letGo(): void {
    this.switchOff();
    this.forgetPlayback();
  }

  private forgetPlayback(): void {
    const address = this.address();
    if (address !== null) URL.revokeObjectURL(address);
    this.address.set(null);
  }

  /** The screen is left. What a running recording has so far is kept. */
  private leave(): void {
    const { at } = this.current();
    const undecided = at === 'recording' || at === 'paused' || at === 'interrupted';
    const sink = this.sink;
    void this.flush().then(async () => {
      this.forgetPlayback();
      if (undecided) await sink?.leave();
    });
  }

  private send(event: RecorderEvent): void {
    const next = afterRecorderEvent(this.current(), event);
    this.tick.set(this.now());
    this.current.set(next);
  }

  private now(): number {
    return performance.now();
  }
}

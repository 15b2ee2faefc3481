import { computed, Injectable, signal } from '@angular/core';
import type { Overflow } from '../recorder/chest/chest';
import type { RecordedKind } from '../recorder/recording-format';

/**
 * How a recording of this browser fares. `unfinished`: a page that recorded it was closed or crashed.
 * `elsewhere`: another tab has it.
 */
export type RecordingPhase = 'recording' | 'unfinished' | 'sending' | 'waiting' | 'refused' | 'elsewhere';

/** What keeps a recording from arriving. `waiting`: the server cannot be reached. `slow`: the line is slower than the recording. */
export type LineTrouble = 'waiting' | 'slow';

export interface Recording {
  readonly takeId: string;
  readonly questionId: string;
  readonly kind: RecordedKind;
  readonly recordedMs: number;
  /** Milliseconds that are kept whatever happens to this page; null for a recording of another page. */
  readonly safeMs: number | null;
  readonly bytes: number;
  /** Bytes the server has confirmed. */
  readonly sent: number;
  readonly phase: RecordingPhase;
  /** Also while the recording runs; null when it is sent as it should be. */
  readonly line: LineTrouble | null;
  /** Why the server refused it; null unless refused. */
  readonly code: string | null;
}

/**
 * Recordings that this browser holds and the server has not confirmed. Only what screens show: the bytes are in the
 * chest, which is loaded later.
 */
@Injectable({ providedIn: 'root' })
export class RecordingsStore {
  private readonly all = signal<readonly Recording[]>([]);

  readonly recordings = this.all.asReadonly();
  /** Whether this browser's storage was read, so that {@link recordings} is complete. */
  readonly known = signal(false);
  /** Why a part of a recording lives only as long as this page; null when all of it is kept on this device. */
  readonly overflowing = signal<Overflow | null>(null);
  /** Rises by one whenever the server has confirmed a recording. */
  readonly delivered = computed(() => this.arrived().size);
  /** Takes that have arrived from here, although the interview was perhaps not asked for anew yet. */
  readonly arrived = signal<ReadonlySet<string>>(new Set());

  /** The worst of what keeps recordings from arriving, also while one runs. */
  readonly line = computed<LineTrouble | null>(() => {
    const troubles = this.all().map(({ line }) => line);
    return troubles.includes('waiting') ? 'waiting' : troubles.includes('slow') ? 'slow' : null;
  });
  readonly onTheWay = computed(() =>
    this.all().filter(({ phase }) => phase === 'sending' || phase === 'waiting'),
  );
  /** Confirmed part of what is on the way, 0–100. */
  readonly percent = computed(() => {
    const ways = this.onTheWay();
    const bytes = ways.reduce((sum, one) => sum + one.bytes, 0);
    return bytes === 0 ? 0 : Math.floor((100 * ways.reduce((sum, one) => sum + one.sent, 0)) / bytes);
  });

  ofQuestion(questionId: string): Recording[] {
    return this.all().filter((recording) => recording.questionId === questionId);
  }

  put(recording: Recording): void {
    const others = this.all().filter(({ takeId }) => takeId !== recording.takeId);
    this.all.set([...others, recording]);
  }

  /** The server has confirmed all of a take. */
  deliver(takeId: string): void {
    this.remove(takeId);
    this.arrived.update((before) => new Set([...before, takeId]));
  }

  remove(takeId: string): void {
    this.all.update((all) => all.filter((recording) => recording.takeId !== takeId));
  }

  clear(): void {
    this.all.set([]);
    this.known.set(false);
  }
}

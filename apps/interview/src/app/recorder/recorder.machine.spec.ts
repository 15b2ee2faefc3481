import fc from 'fast-check';
import type { RecorderEvent, RecorderState } from './recorder.machine';
import { afterRecorderEvent, isLive, recordedMs } from './recorder.machine';

const walk = (...events: RecorderEvent[]): RecorderState =>
  events.reduce(afterRecorderEvent, { at: 'idle' } as RecorderState);

/** The events up to a running recording. */
const recording: RecorderEvent[] = [
  { type: 'check' },
  { type: 'devices-ready' },
  { type: 'prepare', now: 0, seconds: 60 },
  { type: 'start', now: 1000, countdownSeconds: 3 },
  { type: 'countdown-over', now: 4000 },
];

describe('the way from idle to stored', () => {
  it('goes through every step of one answer', () => {
    expect(walk(...recording.slice(0, 1)).at).toBe('checking');
    expect(walk(...recording.slice(0, 2)).at).toBe('ready');
    expect(walk(...recording.slice(0, 3))).toEqual({ at: 'preparing', endsAt: 60_000 });
    expect(walk(...recording.slice(0, 4))).toEqual({ at: 'countdown', endsAt: 4000 });
    expect(walk(...recording).at).toBe('recording');
    expect(walk(...recording, { type: 'stop', now: 9000 })).toEqual({ at: 'finishing', recordedMs: 5000 });
    const reviewing = walk(...recording, { type: 'stop', now: 9000 }, { type: 'flushed' });
    expect(reviewing).toEqual({ at: 'reviewing', recordedMs: 5000, delivered: false });
    expect(afterRecorderEvent(reviewing, { type: 'keep' }).at).toBe('uploading');
    const delivered = afterRecorderEvent(reviewing, { type: 'delivered' });
    expect(afterRecorderEvent(delivered, { type: 'keep' }).at).toBe('stored');
  });

  it('never starts by itself when the time to prepare is over', () => {
    expect(walk(...recording.slice(0, 3), { type: 'preparation-over' })).toEqual({ at: 'ready' });
  });

  it('does not count pauses', () => {
    const state = walk(
      ...recording,
      { type: 'pause', now: 6000 },
      { type: 'resume', now: 60_000 },
      { type: 'stop', now: 61_000 },
    );
    expect(recordedMs(state, 99_000)).toBe(3000);
  });

  it('can be called off during the countdown', () => {
    expect(walk(...recording.slice(0, 4), { type: 'stop', now: 2000 })).toEqual({ at: 'ready' });
  });
});

describe('an interruption', () => {
  it('keeps what was recorded until then, to keep or to record again', () => {
    const state = walk(...recording, { type: 'interrupt', reason: 'device-lost', now: 51_000 });
    expect(state).toEqual({ at: 'interrupted', reason: 'device-lost', recordedMs: 47_000 });
    expect(afterRecorderEvent(state, { type: 'keep' })).toEqual({ at: 'uploading', recordedMs: 47_000 });
    expect(afterRecorderEvent(state, { type: 'again' }).at).toBe('checking');
  });

  it('leaves nothing to keep when nothing was recorded', () => {
    const state = walk({ type: 'check' }, { type: 'interrupt', reason: 'permission-denied', now: 5 });
    expect(afterRecorderEvent(state, { type: 'keep' })).toBe(state);
    expect(afterRecorderEvent(state, { type: 'check' }).at).toBe('checking');
  });

  it('cannot take back a finished recording', () => {
    const done = walk(...recording, { type: 'stop', now: 9000 }, { type: 'flushed' });
    expect(afterRecorderEvent(done, { type: 'interrupt', reason: 'device-lost', now: 9001 })).toBe(done);
  });
});

describe('any order of events', () => {
  const event = fc.oneof(
    fc.constantFrom<RecorderEvent>(
      { type: 'check' },
      { type: 'devices-ready' },
      { type: 'preparation-over' },
      { type: 'flushed' },
      { type: 'keep' },
      { type: 'delivered' },
      { type: 'again' },
      { type: 'close' },
    ),
    fc.constant<RecorderEvent>({ type: 'prepare', now: 0, seconds: 60 }),
    fc.constant<RecorderEvent>({ type: 'start', now: 0, countdownSeconds: 3 }),
    fc.constant<RecorderEvent>({ type: 'countdown-over', now: 0 }),
    fc.constant<RecorderEvent>({ type: 'pause', now: 0 }),
    fc.constant<RecorderEvent>({ type: 'resume', now: 0 }),
    fc.constant<RecorderEvent>({ type: 'stop', now: 0 }),
    fc.constant<RecorderEvent>({ type: 'interrupt', reason: 'device-lost', now: 0 }),
  );

  /** Part of the usual way, then anything, at rising times: two seconds between one event and the next. */
  const timed = fc
    .tuple(fc.nat({ max: recording.length }), fc.array(event, { maxLength: 30 }))
    .map(([usual, wild]) =>
      [...recording.slice(0, usual), ...wild].map((one, index) =>
        'now' in one ? { ...one, now: (index + 1) * 2000 } : one,
      ),
    );

  it('never loses recorded time before the candidate records again or leaves', () => {
    fc.assert(
      fc.property(timed, (events) => {
        let state: RecorderState = { at: 'idle' };
        events.forEach((one, index) => {
          const now = (index + 1) * 2000;
          const before = recordedMs(state, now);
          const next = afterRecorderEvent(state, one);
          const begunAnew = ['checking', 'idle', 'ready'].includes(next.at);
          if (!begunAnew) expect(recordedMs(next, now)).toBe(before);
          state = next;
        });
      }),
    );
  });

  it('reaches "stored" only after the server confirmed and the candidate kept it', () => {
    fc.assert(
      fc.property(timed, (events) => {
        const end = events.reduce(afterRecorderEvent, { at: 'idle' } as RecorderState);
        if (end.at !== 'stored') return;
        const types = events.map((one) => one.type);
        expect(types).toContain('delivered');
        expect(types).toContain('keep');
      }),
    );
  });

  it('holds camera and microphone only between getting ready and the last slice', () => {
    const off: RecorderState['at'][] = [
      'idle',
      'checking',
      'reviewing',
      'uploading',
      'stored',
      'interrupted',
    ];
    fc.assert(
      fc.property(timed, (events) => {
        const end = events.reduce(afterRecorderEvent, { at: 'idle' } as RecorderState);
        expect(isLive(end)).toBe(!off.includes(end.at));
      }),
    );
  });
});

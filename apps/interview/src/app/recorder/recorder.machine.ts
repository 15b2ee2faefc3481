/** Why a recording could not begin or could not go on. */
export type Interruption =
  | 'permission-denied'
  | 'no-device'
  | 'device-busy'
  | 'unsupported'
  | 'device-lost'
  | 'recorder-failed'
  | 'too-large';

/**
 * Where the recorder stands. Times (`endsAt`, `since`) are milliseconds of the clock that the events bring along;
 * `recordedMs` is what was recorded before `since`, pauses left out.
 */
export type RecorderState =
  | { readonly at: 'idle' }
  | { readonly at: 'checking' }
  | { readonly at: 'ready' }
  | { readonly at: 'preparing'; readonly endsAt: number }
  | { readonly at: 'countdown'; readonly endsAt: number }
  | { readonly at: 'recording'; readonly recordedMs: number; readonly since: number }
  | { readonly at: 'paused'; readonly recordedMs: number }
  | { readonly at: 'finishing'; readonly recordedMs: number }
  | { readonly at: 'reviewing'; readonly recordedMs: number; readonly delivered: boolean }
  | { readonly at: 'uploading'; readonly recordedMs: number }
  | { readonly at: 'stored'; readonly recordedMs: number }
  | { readonly at: 'interrupted'; readonly reason: Interruption; readonly recordedMs: number };

export type RecorderEvent =
  /** The candidate turns camera and microphone on. */
  | { readonly type: 'check' }
  | { readonly type: 'devices-ready' }
  /** Starts the clock for preparing; without it the candidate prepares as long as they like. */
  | { readonly type: 'prepare'; readonly now: number; readonly seconds: number }
  /** More time to prepare was granted while the clock runs. */
  | { readonly type: 'prepare-longer'; readonly seconds: number }
  | { readonly type: 'preparation-over' }
  | { readonly type: 'start'; readonly now: number; readonly countdownSeconds: number }
  | { readonly type: 'countdown-over'; readonly now: number }
  | { readonly type: 'pause'; readonly now: number }
  | { readonly type: 'resume'; readonly now: number }
  | { readonly type: 'stop'; readonly now: number }
  /** Every slice up to the last one is kept. */
  | { readonly type: 'flushed' }
  | { readonly type: 'keep' }
  /** The server has confirmed the whole take. */
  | { readonly type: 'delivered' }
  | { readonly type: 'again' }
  | { readonly type: 'interrupt'; readonly reason: Interruption; readonly now: number }
  | { readonly type: 'close' };

const IDLE: RecorderState = { at: 'idle' };
const READY: RecorderState = { at: 'ready' };

/** Milliseconds recorded so far; 0 where nothing was recorded. */
export function recordedMs(state: RecorderState, now: number): number {
  if (state.at === 'recording') return state.recordedMs + Math.max(0, now - state.since);
  return 'recordedMs' in state ? state.recordedMs : 0;
}

/** True while the camera and microphone are in use. */
export const isLive = (state: RecorderState): boolean =>
  state.at === 'ready' ||
  state.at === 'preparing' ||
  state.at === 'countdown' ||
  state.at === 'recording' ||
  state.at === 'paused' ||
  state.at === 'finishing';

/** The state after an event. An event that means nothing where the recorder stands changes nothing. */
export function afterRecorderEvent(state: RecorderState, event: RecorderEvent): RecorderState {
  if (event.type === 'close') return IDLE;
  if (event.type === 'interrupt') return interrupted(state, event.reason, event.now);
  switch (state.at) {
    case 'idle':
      return event.type === 'check' ? { at: 'checking' } : state;
    case 'checking':
      return event.type === 'devices-ready' ? READY : state;
    case 'ready':
    case 'preparing':
      return beforeRecording(state, event);
    case 'countdown':
      if (event.type === 'countdown-over') return { at: 'recording', recordedMs: 0, since: event.now };
      return event.type === 'stop' ? READY : state;
    case 'recording':
      if (event.type === 'pause') return { at: 'paused', recordedMs: recordedMs(state, event.now) };
      if (event.type === 'stop') return { at: 'finishing', recordedMs: recordedMs(state, event.now) };
      return state;
    case 'paused':
      if (event.type === 'resume') return { at: 'recording', recordedMs: state.recordedMs, since: event.now };
      return event.type === 'stop' ? { at: 'finishing', recordedMs: state.recordedMs } : state;
    case 'finishing':
      return event.type === 'flushed' ? reviewing(state.recordedMs) : state;
    case 'reviewing':
      if (event.type === 'delivered') return state.delivered ? state : { ...state, delivered: true };
      if (event.type === 'keep')
        return { at: state.delivered ? 'stored' : 'uploading', recordedMs: state.recordedMs };
      return event.type === 'again' ? { at: 'checking' } : state;
    case 'uploading':
      return event.type === 'delivered' ? { at: 'stored', recordedMs: state.recordedMs } : state;
    case 'stored':
      return event.type === 'again' ? { at: 'checking' } : state;
    case 'interrupted':
      return afterInterruption(state, event);
  }
}

const reviewing = (recorded: number): RecorderState => ({
  at: 'reviewing',
  recordedMs: recorded,
  delivered: false,
});

function beforeRecording(state: RecorderState, event: RecorderEvent): RecorderState {
  switch (event.type) {
    case 'prepare':
      return state.at === 'ready' ? { at: 'preparing', endsAt: event.now + event.seconds * 1000 } : state;
    case 'prepare-longer':
      return state.at === 'preparing'
        ? { at: 'preparing', endsAt: state.endsAt + event.seconds * 1000 }
        : state;
    case 'preparation-over':
      return READY;
    case 'start':
      return { at: 'countdown', endsAt: event.now + event.countdownSeconds * 1000 };
    default:
      return state;
  }
}

/** Whatever was recorded until then is kept. What is already finished can no longer be interrupted. */
function interrupted(state: RecorderState, reason: Interruption, now: number): RecorderState {
  switch (state.at) {
    case 'idle':
    case 'finishing':
    case 'reviewing':
    case 'uploading':
    case 'stored':
    case 'interrupted':
      return state;
    default:
      return { at: 'interrupted', reason, recordedMs: recordedMs(state, now) };
  }
}

function afterInterruption(
  state: RecorderState & { readonly at: 'interrupted' },
  event: RecorderEvent,
): RecorderState {
  if (event.type === 'keep' && state.recordedMs > 0) return { at: 'uploading', recordedMs: state.recordedMs };
  return event.type === 'again' || event.type === 'check' ? { at: 'checking' } : state;
}

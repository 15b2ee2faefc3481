import { Injectable, signal } from '@angular/core';
import type { Interruption } from '../recorder/recorder.machine';
import type { RecordedKind } from '../recorder/recording-format';

/** Camera or microphone cannot be used, and why. */
export class DeviceError extends Error {
  constructor(readonly reason: Interruption) {
    super(reason);
  }
}

const CHOICE = { videoinput: 'evenhand-camera', audioinput: 'evenhand-microphone' } as const;
type Sort = keyof typeof CHOICE;

/** Cameras and microphones: which there are, which one was chosen, and opening them. */
@Injectable({ providedIn: 'root' })
export class DevicesStore {
  private readonly found = signal<readonly MediaDeviceInfo[]>([]);
  private readonly chosen = signal<Readonly<Partial<Record<Sort, string>>>>(readChoices());

  constructor() {
    if (canRecord()) navigator.mediaDevices.addEventListener('devicechange', () => void this.look());
  }

  cameras(): readonly MediaDeviceInfo[] {
    return this.found().filter(({ kind }) => kind === 'videoinput');
  }

  microphones(): readonly MediaDeviceInfo[] {
    return this.found().filter(({ kind }) => kind === 'audioinput');
  }

  choose(sort: Sort, deviceId: string): void {
    this.chosen.update((chosen) => ({ ...chosen, [sort]: deviceId }));
    try {
      localStorage.setItem(CHOICE[sort], deviceId);
    } catch {
      return;
    }
  }

  /**
   * Opens microphone and, for video, camera. A chosen device that is gone is replaced by another one.
   *
   * @throws DeviceError
   */
  async open(kind: RecordedKind): Promise<MediaStream> {
    if (!canRecord()) throw new DeviceError('unsupported');
    const { videoinput, audioinput } = this.chosen();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { ...preferring(audioinput), echoCancellation: true, noiseSuppression: true },
        video: kind === 'video' && {
          ...preferring(videoinput),
          width: { ideal: 1280 },
          height: { ideal: 720 },
          frameRate: { ideal: 30, max: 30 },
        },
      });
      await this.look();
      return stream;
    } catch (error) {
      throw new DeviceError(reasonOf(error));
    }
  }

  /** Names of devices are told only after the candidate has allowed one. */
  private async look(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    this.found.set(devices.filter(({ deviceId }) => deviceId !== ''));
  }
}

const preferring = (deviceId: string | undefined): MediaTrackConstraints =>
  deviceId === undefined ? {} : { deviceId: { ideal: deviceId } };

/** Browsers hide their devices from pages that are not served securely. */
const canRecord = (): boolean => 'mediaDevices' in navigator && 'MediaRecorder' in globalThis;

function reasonOf(error: unknown): Interruption {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'permission-denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-device';
    case 'NotReadableError':
    case 'AbortError':
      return 'device-busy';
    default:
      return 'unsupported';
  }
}

function readChoices(): Partial<Record<Sort, string>> {
  try {
    const [camera, microphone] = [
      localStorage.getItem(CHOICE.videoinput),
      localStorage.getItem(CHOICE.audioinput),
    ];
    return {
      ...(camera !== null && { videoinput: camera }),
      ...(microphone !== null && { audioinput: microphone }),
    };
  } catch {
    return {};
  }
}

/** Switches camera and microphone off; the light beside the camera goes out. */
export function release(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => track.stop());
}

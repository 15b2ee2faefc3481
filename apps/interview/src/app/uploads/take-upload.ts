import type { PortalQuestion } from '@evenhand/contracts';
import { RunningDigest } from '@evenhand/ledger';
import { SliceLostError, type Chest } from '../recorder/chest/chest';
import type { KeptTake } from '../recorder/chest/kept-take';
import { bytesOf } from '../recorder/chest/kept-take';
import { codeOf, RefusedError, UnreachableError } from '../portal/portal.errors';
import type { PortalClient } from '../portal/portal.client';
import type { TusClient } from './tus.client';

/** While a recording runs, less than this is not worth a request. */
const LEAST_BYTES = 256 * 1024;
/** Most bytes of one request: on a bad line a lost request should not cost much. */
const MOST_BYTES = 512 * 1024;
/** Milliseconds after which a request for {@link MOST_BYTES} is slow: a video grows by them in 3.4 s. */
const SLOW_MS = 4000;
/** Milliseconds to wait after the first, second, … failure in a row; the last one from then on. */
const WAITS = [1000, 2000, 4000, 8000, 15_000, 30_000];

export type UploadPhase = 'sending' | 'waiting' | 'stored' | 'refused';

export interface UploadNews {
  readonly phase: UploadPhase;
  /** Bytes the server has confirmed. */
  readonly sent: number;
  /** Why the server will not have it; null unless refused. */
  readonly code: string | null;
  /** The line is slower than a recording grows. */
  readonly slow: boolean;
}

export interface UploadServer {
  readonly portal: Pick<PortalClient, 'startTake' | 'finishTake'> & {
    view(): Promise<{ readonly questions: readonly Pick<PortalQuestion, 'takes'>[] }>;
  };
  readonly tus: Pick<TusClient, 'create' | 'stand' | 'append'>;
  /** Resolves after that many milliseconds, or sooner when the line is back. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/**
 * Brings one recording to the server, while it is recorded and after: in order, from what the chest holds, as often as
 * it takes. The chest forgets the take only after the server has confirmed its length and digest.
 */
export class TakeUpload {
  private readonly digest = new RunningDigest();
  private failures = 0;
  private sent = 0;
  private slow = false;

  constructor(
    private readonly takeId: string,
    private readonly chest: Chest,
    private readonly server: UploadServer,
    private readonly tell: (news: UploadNews) => void,
  ) {}

  /** Ends when the take is stored or refused for good, or when the candidate gave it up. */
  async run(givenUp: AbortSignal): Promise<void> {
    while (!givenUp.aborted) {
      try {
        await this.deliver(givenUp);
        if (givenUp.aborted) return;
        await this.chest.drop(this.takeId);
        return this.report('stored');
      } catch (error) {
        if (givenUp.aborted || (await this.isFinal(error))) return;
      }
    }
  }

  private async deliver(givenUp: AbortSignal): Promise<void> {
    const uploadUrl = await this.upload();
    let { offset, length } = await this.server.tus.stand(uploadUrl);
    this.arrived(offset);
    for (;;) {
      const take = this.take();
      const whole = bytesOf(take);
      if (offset > whole) throw new SliceLostError('The server holds more than this device.');
      if (take.complete && offset === whole && length !== null) break;
      // What the device cannot keep is safe only with the server.
      const least = this.chest.overflowing === null ? LEAST_BYTES : 1;
      if (!take.complete && whole - offset < least) await this.chest.changed();
      else {
        const bytes = await this.chest.read(this.takeId, offset, Math.min(whole, offset + MOST_BYTES));
        const last = take.complete && offset + bytes.length === whole;
        if (offset === this.digest.length) this.digest.add(bytes);
        const from = offset;
        offset = await this.timed(() => this.server.tus.append(uploadUrl, from, bytes, last ? whole : null));
        if (last) length = whole;
        this.arrived(offset);
      }
      if (givenUp.aborted) return;
    }
    await this.finish(length);
  }

  /** The address of this upload; asks for the take and creates the upload where that has not happened yet. */
  private async upload(): Promise<string> {
    const { takeId, questionId, kind, format, ...known } = this.take();
    let { uploadsUrl } = known;
    if (uploadsUrl === null) {
      const wanted = { takeId, questionId, kind, declaredType: format };
      uploadsUrl = (await this.server.portal.startTake(wanted)).uploadUrl;
      await this.chest.change(takeId, { uploadsUrl });
    }
    if (known.uploadUrl !== null) return known.uploadUrl;
    const uploadUrl = await this.server.tus.create(uploadsUrl, takeId);
    await this.chest.change(this.takeId, { uploadUrl });
    return uploadUrl;
  }

  private async finish(bytes: number): Promise<void> {
    while (this.digest.length < bytes) {
      const { length } = this.digest;
      const piece = await this.chest.read(this.takeId, length, length + MOST_BYTES);
      if (piece.length === 0) throw new SliceLostError('A part of this recording is missing.');
      this.digest.add(piece);
    }
    await this.server.portal.finishTake(this.takeId, { bytes, sha256: this.digest.hex() });
  }

  /** Decides after an error: try again after a while (false), or end here (true). */
  private async isFinal(error: unknown): Promise<boolean> {
    if (error instanceof SliceLostError) return this.refused(error.code);
    const gone = error instanceof RefusedError && (error.status === 404 || error.status === 410);
    if (gone || codeOf(error) === 'take-closed') {
      const ended = await this.afterDisappearance(codeOf(error));
      if (ended !== null) return ended;
    } else if (!isPassing(error)) return this.refused(codeOf(error));
    this.report('waiting');
    await this.server.pause(WAITS[Math.min(this.failures, WAITS.length - 1)] ?? 0);
    this.failures += 1;
    return false;
  }

  /** The upload is not there. Either the take is stored already, or the upload starts from the first byte. */
  private async afterDisappearance(code: string): Promise<boolean | null> {
    const view = await this.server.portal.view().catch(() => null);
    if (view === null) return null;
    const take = view.questions.flatMap((question) => question.takes).find((one) => one.id === this.takeId);
    if (take?.status === 'stored' || take?.status === 'prepared') {
      await this.chest.drop(this.takeId);
      this.report('stored');
      return true;
    }
    if (take?.status !== 'open') return this.refused(code);
    await this.chest.change(this.takeId, { uploadUrl: null });
    return null;
  }

  /** Says so as soon as a request takes long, not only when it is through. */
  private async timed<T>(request: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      this.slow = true;
      this.report('sending');
    }, SLOW_MS);
    const from = performance.now();
    try {
      const answer = await request();
      this.slow = performance.now() - from >= SLOW_MS;
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  private refused(code: string): true {
    this.tell({ phase: 'refused', sent: this.sent, code, slow: false });
    return true;
  }

  private arrived(offset: number): void {
    if (offset > this.sent) this.failures = 0;
    this.sent = offset;
    this.report('sending');
  }

  private report(phase: UploadPhase): void {
    this.tell({ phase, sent: this.sent, code: null, slow: this.slow });
  }

  private take(): KeptTake {
    const take = this.chest.take(this.takeId);
    if (take === undefined) throw new SliceLostError('This recording is no longer on this device.');
    return take;
  }
}

/** A conflict means that the server stands elsewhere than we thought: ask again where. 423: another request runs. */
const isPassing = (error: unknown): boolean =>
  error instanceof UnreachableError ||
  (error instanceof RefusedError &&
    (error.retryable ||
      error.status === 423 ||
      error.code === 'conflict' ||
      error.code === 'upload-offset-wrong' ||
      error.code === 'upload-incomplete'));

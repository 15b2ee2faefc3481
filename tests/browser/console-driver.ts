import type { Locator, Page } from 'playwright-core';

/** What of a video element is looked at; Node knows no such elements. */
interface PlayingVideo {
  readonly readyState: number;
  readonly currentTime: number;
  readonly duration: number;
  readonly paused: boolean;
  readonly playbackRate: number;
  readonly textTracks: Iterable<{ mode: string; activeCues: ArrayLike<{ text: string }> | null }>;
  getVideoPlaybackQuality(): { totalVideoFrames: number };
  addEventListener(event: 'loadeddata', listener: (value: unknown) => void, options: { once: boolean }): void;
}

/** The console as colleagues use it. Owns its selectors: tests say what a person does. */
export class ConsoleDriver {
  readonly page: Page;
  private readonly base: string;

  constructor(page: Page, base: string) {
    this.page = page;
    this.base = base;
  }

  async open(path = ''): Promise<void> {
    await this.page.goto(`${this.base}/console/${path}`);
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.open('sign-in');
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Opens the first packet of the queue, waiting for one to arrive. */
  async openFirstPacket(timeoutMs = 60_000): Promise<void> {
    const until = Date.now() + timeoutMs;
    const first = this.page.getByRole('listitem').getByRole('link').first();
    for (;;) {
      await this.open('review');
      await this.page.getByText(/left ·|Nothing left to rate/).waitFor();
      if (await first.isVisible()) break;
      if (Date.now() > until) throw new Error('No packet arrived.');
      await this.page.waitForTimeout(500);
    }
    await first.click();
    await this.page.getByRole('region', { name: 'Scorecard' }).waitFor();
  }

  /** Resolves when the recording of the open packet can be played. */
  async loaded(): Promise<void> {
    await this.page.getByRole('region', { name: 'Scorecard' }).waitFor();
    await this.page
      .locator('video')
      .evaluate(
        (element: PlayingVideo) =>
          element.readyState >= 2 ||
          new Promise((done) => element.addEventListener('loadeddata', done, { once: true })),
      );
  }

  slider(): Locator {
    return this.page.getByRole('slider', { name: 'Position in the recording' });
  }

  /** Where the recording stands, in whole seconds, after what the slider and the element agree on. */
  async position(): Promise<number> {
    return this.page.locator('video').evaluate(({ currentTime }: PlayingVideo) => Math.round(currentTime));
  }

  async isPlaying(): Promise<boolean> {
    return this.page.locator('video').evaluate(({ paused }: PlayingVideo) => !paused);
  }

  async speed(): Promise<number> {
    return this.page.locator('video').evaluate(({ playbackRate }: PlayingVideo) => playbackRate);
  }

  /** Whether captions are shown, and the one that is on the screen. */
  async captions(): Promise<(string | undefined)[]> {
    return this.page.locator('video').evaluate(({ textTracks: [track] }: PlayingVideo) => {
      return [track?.mode, track?.activeCues?.[0]?.text];
    });
  }

  /** What the focused element says. */
  async focused(): Promise<string> {
    return this.page.evaluate<string>('document.activeElement?.textContent ?? ""');
  }

  /** The heading of the page, once it has the focus: where one is led on arrival. */
  async arrives(title: string | RegExp): Promise<void> {
    await this.page.locator('h1:focus').filter({ hasText: title }).waitFor();
  }

  /** Presses Tab until the focus is on what is looked for, as somebody without a mouse does. */
  async tabTo(target: Locator, most = 40): Promise<void> {
    for (let presses = 0; presses < most; presses++) {
      await this.page.keyboard.press('Tab');
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    }
    throw new Error(`${most} presses of Tab did not reach ${String(target)}.`);
  }

  /** Plays for a while and returns how far it got, in seconds. */
  async play(seconds: number): Promise<{ position: number; duration: number; decodedFrames: number }> {
    const video = this.page.locator('video');
    await this.loaded();
    await this.page.getByRole('button', { name: 'Play', exact: true }).click();
    await this.page.waitForTimeout(seconds * 1000);
    await this.page.getByRole('button', { name: 'Pause', exact: true }).click();
    return video.evaluate((element: PlayingVideo) => ({
      position: element.currentTime,
      duration: element.duration,
      decodedFrames: element.getVideoPlaybackQuality().totalVideoFrames,
    }));
  }

  /** Rates the marked criterion by keyboard, as people do who rate all day. */
  async rateByKey(key: '0' | '1' | '2' | '3' | '4' | '5'): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async nextQuestion(): Promise<void> {
    await this.page.getByRole('button', { name: 'Next question' }).click();
  }

  async lockScorecard(): Promise<void> {
    await this.page.getByRole('button', { name: 'Lock scorecard' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Lock scorecard' }).click();
    await this.page.getByRole('heading', { name: 'Review', exact: true }).waitFor();
  }

  async openReveal(interviewId: string): Promise<void> {
    await this.open(`interviews/${interviewId}/reveal`);
    await this.page.getByRole('heading', { name: 'Decision' }).waitFor();
  }
}

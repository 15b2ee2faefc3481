import type { Route } from 'playwright-core';

import type { BrowserWish, FaultScene } from './fault-scene.ts';

/** How long things last, in seconds. */
export interface Spans {
  /** Recorded before the fault. */
  readonly before: number;
  /** The fault itself, where it lasts. */
  readonly fault: number;
  /** Recorded after it, where the recording goes on. */
  readonly after: number;
}

/**
 * What becomes of the recording: `goes-on`, and the candidate stops it themselves; `breaks-off`, and the page offers what
 * it has; `page-lost`, and the candidate comes back.
 */
export type Outcome = 'goes-on' | 'breaks-off' | 'page-lost';

/** Something that happens to a candidate while recording. */
export interface Fault {
  readonly name: string;
  /** What happens, in words. */
  readonly what: string;
  readonly outcome: Outcome;
  /** What the candidate has to be told, in English. */
  readonly says: readonly RegExp[];
  readonly wish?: BrowserWish;
  /** What has to be so before the recording starts. */
  prepare?(scene: FaultScene): Promise<void>;
  /** Begins and, where it lasts, ends the fault. Resolves when it is over. */
  strike(scene: FaultScene, spans: Spans): Promise<void>;
}

const SAFE = /(everything up to|Kept on this device up to) \d+:\d\d/;

const wait = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A page that sends a quarter of a megabyte at a time notices a fault of the line only with its next request. */
const MOST_SECONDS_TO_NOTICE = 30;

/** Waits for the length of the fault, and on until the candidate was told. */
async function untilTold({ watch }: FaultScene, seconds: number, words: RegExp): Promise<void> {
  await wait(seconds);
  for (let more = 0; more < MOST_SECONDS_TO_NOTICE && watch.saying(words).length === 0; more += 0.5)
    await wait(0.5);
}

const UNREACHABLE = /cannot reach the server right now/;
const SLOW = /line is slow/;

/** Every request to the api, answered otherwise for a while. */
async function answering(
  scene: FaultScene,
  seconds: number,
  how: (route: Route) => Promise<void>,
): Promise<void> {
  await scene.context.route('**/api/**', how);
  await untilTold(scene, seconds, UNREACHABLE);
  await scene.context.unroute('**/api/**', how);
}

/** What Chromium's fake devices cannot do is done where the page would hear of it. */
const TRACKS = 'window.evenhandRecorders.at(-1).stream';

export const faults: readonly Fault[] = [
  {
    name: 'tab-killed',
    what: 'The page crashes, as when a phone runs out of memory; the candidate opens the link again.',
    outcome: 'page-lost',
    says: [SAFE, /interrupted/],
    async strike(scene) {
      const chromium = await scene.chromium();
      void chromium.send('Page.crash').catch(() => undefined);
      await scene.candidate.page.waitForEvent('crash');
    },
  },
  {
    name: 'browser-killed',
    what: 'Every process of the browser is killed at once; the candidate starts it again.',
    outcome: 'page-lost',
    says: [SAFE, /interrupted/],
    strike: (scene) => scene.killBrowser(),
  },
  {
    name: 'reload',
    what: 'The page is loaded again in the middle of a sentence.',
    outcome: 'page-lost',
    says: [SAFE, /interrupted/],
    async strike({ candidate }) {
      await candidate.page.reload();
    },
  },
  {
    name: 'offline',
    what: 'The network is gone for a while.',
    outcome: 'goes-on',
    says: [/You are offline/, SAFE],
    async strike({ context }, { fault }) {
      await context.setOffline(true);
      await wait(fault);
      await context.setOffline(false);
    },
  },
  {
    name: 'server-restarted',
    what: 'The api is killed and comes back after a while.',
    outcome: 'goes-on',
    says: [UNREACHABLE, SAFE],
    strike: (scene, { fault }) =>
      scene.system.restartApi?.(() => untilTold(scene, fault, UNREACHABLE)) ??
      answering(scene, fault, (route) => route.abort('connectionrefused')),
  },
  {
    name: 'server-errors',
    what: 'The server answers 500 to everything for a while.',
    outcome: 'goes-on',
    says: [UNREACHABLE, SAFE],
    strike: (scene, { fault }) =>
      answering(scene, fault, (route) =>
        route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>Internal Server Error</h1>' }),
      ),
  },
  {
    name: 'slow-answers',
    what: 'A line of 250 kbit/s with two seconds of delay, until the recording has stopped.',
    outcome: 'goes-on',
    says: [SLOW, SAFE],
    async strike(scene, { fault }) {
      const chromium = await scene.chromium();
      await chromium.send('Network.enable');
      const slow = { latency: 2000, downloadThroughput: 31_250, uploadThroughput: 31_250, offline: false };
      await chromium.send('Network.emulateNetworkConditions', slow);
      await untilTold(scene, fault, SLOW);
      scene.atRelent = async () => {
        const free = { latency: 0, downloadThroughput: -1, uploadThroughput: -1, offline: false };
        await chromium.send('Network.emulateNetworkConditions', free);
      };
    },
  },
  {
    name: 'disk-full',
    what: 'The disk has no room left for this website after the first slices.',
    outcome: 'goes-on',
    says: [/no room left/],
    // Chromium looks at the quota now and then, so it is small from the start: about four seconds of video.
    async prepare(scene) {
      const chromium = await scene.chromium();
      const origin = scene.system.base;
      const { usage } = await chromium.send('Storage.getUsageAndQuota', { origin });
      await chromium.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 600_000 });
    },
    strike: (_scene, { fault }) => wait(fault),
  },
  {
    name: 'microphone-unplugged',
    what: 'The microphone is pulled out: its track ends.',
    outcome: 'breaks-off',
    says: [/disconnected/, SAFE],
    async strike({ candidate }) {
      await candidate.page.evaluate(`{
        const [track] = ${TRACKS}.getAudioTracks();
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }`);
    },
  },
  {
    name: 'device-changed',
    what: 'A headset is plugged in while recording: the list of devices changes.',
    outcome: 'goes-on',
    says: [/goes on with the devices it began with/, SAFE],
    async strike({ candidate }, { fault }) {
      await candidate.page.evaluate(`{
        const { mediaDevices } = navigator;
        const before = mediaDevices.enumerateDevices.bind(mediaDevices);
        const headset = { deviceId: 'headset', groupId: 'headset', kind: 'audioinput', label: 'Headset' };
        mediaDevices.enumerateDevices = async () => [...(await before()), headset];
        mediaDevices.dispatchEvent(new Event('devicechange'));
      }`);
      await wait(fault);
    },
  },
  {
    name: 'two-tabs',
    what: 'The candidate opens the same question in a second tab and comes back.',
    outcome: 'goes-on',
    says: [/open in another tab/],
    async strike(scene, { fault }) {
      const second = await scene.secondTab();
      await wait(fault);
      await second.page.close();
      await scene.candidate.page.bringToFront();
    },
  },
  {
    name: 'tab-frozen',
    what: 'The system freezes the page for a while, as phones do: nothing of it runs, and nothing can be recorded.',
    outcome: 'goes-on',
    says: [/stood still for/, SAFE],
    async strike(scene, { fault }) {
      const pages = await scene.pageProcesses();
      for (const pid of pages) process.kill(pid, 'SIGSTOP');
      const from = performance.now();
      await wait(fault);
      for (const pid of pages) process.kill(pid, 'SIGCONT');
      scene.stoodStillMs = performance.now() - from;
    },
  },
  {
    name: 'clock-jump',
    what: 'The clock of the device jumps an hour ahead and back, as after a change of zone or a closed lid.',
    outcome: 'goes-on',
    says: [/clock of this device/, SAFE],
    wish: {
      script: `(() => {
        const Native = Date;
        window.evenhandClockMs = 0;
        window.Date = class extends Native {
          constructor(...given) {
            if (given.length === 0) super(Native.now() + window.evenhandClockMs);
            else super(...given);
          }
          static now() { return Native.now() + window.evenhandClockMs; }
        };
      })();`,
    },
    async strike({ candidate }, { fault }) {
      await candidate.page.evaluate('window.evenhandClockMs = 3_600_000');
      await wait(fault / 2);
      await candidate.page.evaluate('window.evenhandClockMs = -3_600_000');
      await wait(fault / 2);
    },
  },
  {
    name: 'small-phone',
    what: 'A phone-sized screen and little memory; the system kills the page to free more.',
    outcome: 'page-lost',
    says: [SAFE, /interrupted/],
    wish: {
      arguments: ['--enable-low-end-device-mode', '--js-flags=--max-old-space-size=96'],
      screen: { width: 360, height: 640 },
    },
    async strike(scene) {
      const chromium = await scene.chromium();
      void chromium.send('Page.crash').catch(() => undefined);
      await scene.candidate.page.waitForEvent('crash');
    },
  },
  {
    name: 'no-storage',
    what: 'The browser lets the page store nothing, as in some private windows.',
    outcome: 'goes-on',
    says: [/lets this page keep nothing/],
    wish: {
      script: `{
        const refuse = () => { throw new DOMException('Storage is off.', 'SecurityError'); };
        IDBFactory.prototype.open = refuse;
        for (const name of ['localStorage', 'sessionStorage'])
          Object.defineProperty(window, name, { get: refuse });
        Object.defineProperty(navigator, 'storage', { value: { getDirectory: async () => refuse(), persist: async () => false } });
      }`,
    },
    strike: (_scene, { fault }) => wait(fault),
  },
];

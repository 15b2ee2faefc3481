import { createEnvironmentInjector, EnvironmentInjector, signal, type WritableSignal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { BlindPacket, ScorecardRating } from '@evenhand/contracts';
import { ConnectionStore, DRAFT_PLACE, KeptDraftsStore } from '@evenhand/ui';
import { ReviewClient } from '../review.client';
import { SigningKeysStore } from '../signing/signing-keys.store';
import { OtherTabsStore, type TabNews } from './other-tabs.store';
import { FakeReviewClient, FakeSigning, noConnection, packet, refusal } from './packet.fake';
import { PacketStore } from './packet.store';

const { jest } = import.meta;

const rated = (questionId: string, criterionId: string, rating: ScorecardRating['rating']) => ({
  questionId,
  criterionId,
  rating,
});

/** Two tabs of one browser hear each other; each has its own store. */
class FakeTabs {
  readonly listeners = new Set<(news: TabNews) => void>();

  tabFor(): Pick<OtherTabsStore, 'tell' | 'listen'> {
    let own: (news: TabNews) => void = () => undefined;
    return {
      tell: (news) => this.listeners.forEach((listener) => listener !== own && listener(news)),
      listen: (heard) => {
        own = heard;
        this.listeners.add(heard);
        return () => this.listeners.delete(heard);
      },
    };
  }
}

let client: FakeReviewClient;
let signing: FakeSigning;
let online: WritableSignal<boolean>;
let tabs: FakeTabs;

/** A browser tab with a packet open, on the api, the browser and the line of this test. */
async function open(packetId = 'one'): Promise<PacketStore> {
  const tab = createEnvironmentInjector(
    [
      PacketStore,
      KeptDraftsStore,
      { provide: ReviewClient, useValue: client },
      { provide: SigningKeysStore, useValue: signing },
      { provide: ConnectionStore, useValue: { online } },
      { provide: OtherTabsStore, useValue: tabs.tabFor() },
      { provide: DRAFT_PLACE, useValue: sessionStorage },
    ],
    TestBed.inject(EnvironmentInjector),
  );
  const store = tab.get(PacketStore);
  await store.load(packetId);
  return store;
}

const typed = (milliseconds = 700): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  jest.useFakeTimers();
  sessionStorage.clear();
  online = signal(true);
  signing = new FakeSigning();
  tabs = new FakeTabs();
  client = new FakeReviewClient(packet(), packet({ packetId: 'two', nextPacketId: null }));
});
afterEach(() => jest.useRealTimers());

describe('rating a packet', () => {
  it('counts what is missing, and is complete when every criterion has a rating or "cannot judge"', async () => {
    const store = await open();
    expect(store.missing()).toHaveLength(3);
    store.rate('q1', 'clear', 4);
    store.rate('q1', 'kind', null);
    expect(store.isRated(0)).toBe(true);
    expect(store.isRated(1)).toBe(false);
    expect(store.complete()).toBe(false);
    store.rate('q2', 'careful', 1);
    expect(store.complete()).toBe(true);
  });

  it('saves a while after the last rating, once for all of them', async () => {
    const store = await open();
    store.rate('q1', 'clear', 4);
    store.rate('q1', 'kind', 2);
    expect(store.saving()).toBe('unsaved');
    await typed();
    expect(store.saving()).toBe('saved');
    expect(client.saved).toEqual([[rated('q1', 'clear', 4), rated('q1', 'kind', 2)]]);
  });

  it('keeps the note when the rating changes, and the rating when the note does', async () => {
    const store = await open();
    store.note('q1', 'clear', 'nothing to write it to');
    store.rate('q1', 'clear', 4);
    store.note('q1', 'clear', 'Said why.');
    store.rate('q1', 'clear', 5);
    expect(store.ratingOf('q1', 'clear')).toEqual({ ...rated('q1', 'clear', 5), note: 'Said why.' });
  });

  it('forgets an answer about a packet that is no longer looked at', async () => {
    const store = await open();
    const slow = store.load('one');
    await store.load('two');
    await slow;
    expect(store.packet()?.packetId).toBe('two');
  });

  it('says why a packet cannot be opened', async () => {
    const store = await open('unknown');
    expect(store.packet()).toBeNull();
    expect(store.problem()?.code).toBe('not-found');
  });
});

describe('without a connection', () => {
  it('keeps ratings in the browser, says so, and sends them when the server answers again', async () => {
    const store = await open();
    client.failure = noConnection();
    store.rate('q1', 'clear', 4);
    await typed();
    expect(store.saving()).toBe('kept');
    expect(store.problem()).toBeNull();
    await typed(4_000);
    expect(client.saved).toEqual([]);
    client.failure = null;
    await typed(8_000);
    expect(store.saving()).toBe('saved');
    expect(client.saved).toEqual([[rated('q1', 'clear', 4)]]);
  });

  it('sends at once when the line is back', async () => {
    const store = await open();
    client.failure = noConnection();
    online.set(false);
    store.rate('q1', 'clear', 4);
    await typed();
    TestBed.tick();
    client.failure = null;
    online.set(true);
    TestBed.tick();
    await typed(0);
    expect(store.saving()).toBe('saved');
  });

  it('puts what was kept back after a reload, on top of what the server has, and sends it', async () => {
    client.packets.set(
      'one',
      packet({ draft: { ratings: [rated('q1', 'clear', 1), rated('q1', 'kind', 5)] } }),
    );
    const before = await open();
    client.failure = noConnection();
    before.rate('q1', 'clear', 4);
    await typed();
    client.failure = null;

    const after = await open();
    expect(after.ratingOf('q1', 'clear')?.rating).toBe(4);
    expect(after.ratingOf('q1', 'kind')?.rating).toBe(5);
    expect(after.notice()).toBe('restored');
    await typed(0);
    expect(client.packets.get('one')?.draft.ratings).toContainEqual(rated('q1', 'clear', 4));
    expect((await open()).notice()).toBeNull();
  });

  it('keeps what is rated while a draft is on its way', async () => {
    const store = await open();
    const { promise, resolve: arrive } = Promise.withResolvers<void>();
    client.delay = promise;
    store.rate('q1', 'clear', 4);
    const sending = store.save();
    await typed(0);
    expect(store.saving()).toBe('saving');
    store.rate('q1', 'kind', 2);
    arrive();
    await sending;
    expect(store.saving()).toBe('unsaved');
    await typed();
    expect(store.saving()).toBe('saved');
    expect(client.saved.at(-1)).toEqual([rated('q1', 'clear', 4), rated('q1', 'kind', 2)]);
  });

  it('says so when the browser keeps nothing either', async () => {
    const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const store = await open();
    client.failure = noConnection();
    store.rate('q1', 'clear', 4);
    await typed();
    expect(store.saving()).toBe('adrift');
    full.mockRestore();
  });

  it('does not try again what will not pass by itself', async () => {
    const store = await open();
    client.failure = refusal('not-found', 404, false);
    store.rate('q1', 'clear', 4);
    await typed();
    expect(store.problem()?.code).toBe('not-found');
    client.failure = null;
    await typed(120_000);
    expect(client.saved).toEqual([]);
  });
});

describe('locking', () => {
  it('is final: nothing changes or is sent afterwards', async () => {
    const store = await open();
    store.rate('q1', 'clear', 4);
    expect((await store.lock())?.nextPacketId).toBe('two');
    store.rate('q1', 'clear', 1);
    await typed();
    expect(store.packet()?.locked).toBe(true);
    expect(store.ratingOf('q1', 'clear')?.rating).toBe(4);
    expect(client.saved).toEqual([]);
  });

  it('keeps everything when it did not work', async () => {
    const store = await open();
    store.rate('q1', 'clear', 4);
    client.failure = noConnection();
    expect(await store.lock()).toBeNull();
    expect(store.problem()?.code).toBe('offline');
    expect(store.packet()?.locked).toBe(false);
    expect(store.ratingOf('q1', 'clear')?.rating).toBe(4);
  });
});

describe('the same packet elsewhere', () => {
  /** On another device, so that only the server knows. */
  const lockElsewhere = (...ratings: ScorecardRating[]): Map<string, BlindPacket> =>
    client.packets.set('one', packet({ locked: true, draft: { ratings } }));

  it('takes over ratings given in another tab, so that neither overwrites the other', async () => {
    const first = await open();
    const second = await open();
    first.rate('q1', 'clear', 4);
    await typed();
    second.rate('q1', 'kind', 2);
    await typed();
    expect(client.packets.get('one')?.draft.ratings).toEqual([
      rated('q1', 'clear', 4),
      rated('q1', 'kind', 2),
    ]);
    expect(first.ratingOf('q1', 'kind')?.rating).toBe(2);
  });

  it('shows what was locked in another tab, and says so', async () => {
    const first = await open();
    const second = await open();
    first.rate('q1', 'clear', 4);
    await first.lock();
    await typed(0);
    expect(second.packet()?.locked).toBe(true);
    expect(second.notice()).toBe('locked-elsewhere');
    expect(first.notice()).toBeNull();
  });

  it('shows what was locked on another device when it learns of it by saving', async () => {
    const store = await open();
    lockElsewhere(rated('q1', 'clear', 5));
    store.rate('q1', 'clear', 1);
    await typed();
    expect(store.notice()).toBe('locked-elsewhere');
    expect(store.problem()).toBeNull();
    expect(store.ratingOf('q1', 'clear')?.rating).toBe(5);
    expect(sessionStorage).toHaveLength(0);
  });

  it('looks again for what another device has done, unless something is unsent here', async () => {
    const store = await open();
    client.packets.set('one', packet({ draft: { ratings: [rated('q1', 'kind', 3)] } }));
    await store.refresh();
    expect(store.ratingOf('q1', 'kind')?.rating).toBe(3);
    store.rate('q1', 'kind', 1);
    await store.refresh();
    expect(store.ratingOf('q1', 'kind')?.rating).toBe(1);
    await typed();
    lockElsewhere(rated('q1', 'kind', 1));
    await store.refresh();
    expect(store.notice()).toBe('locked-elsewhere');
  });

  it('says nothing when looking again does not work', async () => {
    const store = await open();
    client.failure = noConnection();
    await store.refresh();
    expect(store.problem()).toBeNull();
    expect(store.packet()?.packetId).toBe('one');
  });
});

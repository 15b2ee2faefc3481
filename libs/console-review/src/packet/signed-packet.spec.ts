import { createEnvironmentInjector, EnvironmentInjector, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ScorecardRating } from '@evenhand/contracts';
import { ConnectionStore, DRAFT_PLACE, KeptDraftsStore } from '@evenhand/ui';
import { ReviewClient } from '../review.client';
import { SigningKeysStore } from '../signing/signing-keys.store';
import { CannotSign } from '../signing/signing.errors';
import { OtherTabsStore } from './other-tabs.store';
import { FakeReviewClient, FakeSigning, packet } from './packet.fake';
import { PacketStore } from './packet.store';

const rated = (questionId: string, criterionId: string, rating: ScorecardRating['rating']) => ({
  questionId,
  criterionId,
  rating,
});

let client: FakeReviewClient;
let signing: FakeSigning;

/** A tab in which every criterion is rated and saved. */
async function rateAll(): Promise<PacketStore> {
  const tab = createEnvironmentInjector(
    [
      PacketStore,
      KeptDraftsStore,
      { provide: ReviewClient, useValue: client },
      { provide: SigningKeysStore, useValue: signing },
      { provide: ConnectionStore, useValue: { online: signal(true) } },
      { provide: OtherTabsStore, useValue: { tell: () => undefined, listen: () => () => undefined } },
      { provide: DRAFT_PLACE, useValue: sessionStorage },
    ],
    TestBed.inject(EnvironmentInjector),
  );
  const store = tab.get(PacketStore);
  await store.load('one');
  store.rate('q1', 'clear', 4);
  store.rate('q1', 'kind', 3);
  store.rate('q2', 'careful', null);
  await store.save();
  return store;
}

beforeEach(() => {
  sessionStorage.clear();
  signing = new FakeSigning();
  client = new FakeReviewClient(packet(), packet({ packetId: 'two', nextPacketId: null }));
});

describe('locking a signed scorecard', () => {
  it('signs over the root of the packet as it was opened', async () => {
    client.packets.set('one', packet({ root: 'ab'.repeat(32) }));
    const store = await rateAll();
    await store.lock();
    expect(signing.over).toEqual(['ab'.repeat(32)]);
  });

  it('fetches the packet and signs again when the log has gone on, and loses nothing', async () => {
    const store = await rateAll();
    client.packets.set('one', packet({ root: 'cd'.repeat(32) }));
    expect(await store.lock()).not.toBeNull();
    expect(signing.over).toEqual(['0'.repeat(64), 'cd'.repeat(32)]);
    expect(store.problem()).toBeNull();
    expect(client.packets.get('one')?.draft.ratings).toHaveLength(3);
  });

  it('signs again with another key when the first was retired elsewhere', async () => {
    const store = await rateAll();
    client.signingTroubles.push('key-retired', 'key-not-enrolled');
    expect(await store.lock()).not.toBeNull();
    expect(signing.over).toHaveLength(3);
  });

  it('gives up after some attempts, says why, and keeps the ratings', async () => {
    const store = await rateAll();
    client.signingTroubles.push('root-stale', 'root-stale', 'root-stale', 'root-stale');
    expect(await store.lock()).toBeNull();
    expect(store.problem()?.code).toBe('root-stale');
    expect([store.packet()?.locked, store.complete(), store.locking()]).toEqual([false, true, false]);
    expect(await store.lock()).not.toBeNull();
  });

  it('does not try again what signing does not mend', async () => {
    const store = await rateAll();
    client.signingTroubles.push('signature-wrong');
    expect(await store.lock()).toBeNull();
    expect(store.problem()?.code).toBe('signature-wrong');
    expect(signing.over).toHaveLength(1);
  });

  it('says what to do in a browser that cannot sign, and keeps the draft', async () => {
    signing.cannot = new CannotSign('unable');
    const store = await rateAll();
    expect(await store.lock()).toBeNull();
    expect(store.problem()?.detail).toContain('current Chrome, Edge, Firefox or Safari');
    expect(store.saving()).toBe('saved');
    expect(client.packets.get('one')?.draft.ratings).toHaveLength(3);
  });

  it('shows what was locked on another device while it signed again', async () => {
    const store = await rateAll();
    const [there] = [rated('q1', 'clear', 5)];
    client.signingTroubles.push('root-stale');
    const fetched = client.packet.bind(client);
    client.packet = (id) => {
      // The first look belongs to the lock itself, the second is the one for a new root.
      client.packet = () => {
        client.packets.set('one', packet({ locked: true, draft: { ratings: [there] } }));
        client.packet = fetched;
        return fetched(id);
      };
      return fetched(id);
    };
    expect(await store.lock()).toBeNull();
    expect([store.packet()?.locked, store.notice()]).toEqual([true, 'locked-elsewhere']);
    expect(store.ratingOf('q1', 'clear')?.rating).toBe(5);
  });
});

import { createEnvironmentInjector, EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { digestOfScorecard, fromBase64, isRatingSigned } from '@evenhand/ledger';
import { ReviewClient } from '../review.client';
import { deviceWords } from './device-words';
import { KEY_CHEST, SigningKeysStore } from './signing-keys.store';
import { FakeChest, FakeKeysClient } from './signing.fake';

const { jest } = import.meta;

let client: FakeKeysClient;
let chest: FakeChest;

/** A page of the browser whose keys lie in the chest. */
const openPage = (): SigningKeysStore =>
  createEnvironmentInjector(
    [SigningKeysStore, { provide: ReviewClient, useValue: client }, { provide: KEY_CHEST, useValue: chest }],
    TestBed.inject(EnvironmentInjector),
  ).get(SigningKeysStore);

beforeEach(() => {
  client = new FakeKeysClient();
  chest = new FakeChest();
});
afterEach(() => jest.restoreAllMocks());

describe('the key of a browser', () => {
  it('is made and enrolled when it is first needed, and used again after a reload', async () => {
    const page = openPage();
    const key = await page.ready();
    expect(client.rows).toHaveLength(1);
    expect([page.standing(), page.enrolledHere()]).toEqual(['kept', true]);
    const again = openPage();
    expect((await again.ready()).publicKey).toEqual(key.publicKey);
    expect(client.rows).toHaveLength(1);
    expect(again.enrolledHere()).toBe(false);
  });

  it('cannot be read by any program', async () => {
    await openPage().ready();
    const pair = chest.pairs.get(client.account)?.pair;
    expect(pair?.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', pair?.privateKey as CryptoKey)).rejects.toThrow();
  });

  it('is one, also when two tabs need it at once', async () => {
    const [one, two] = [openPage(), openPage()];
    const keys = await Promise.all([one.ready(), two.ready(), one.ready()]);
    expect(new Set(keys.map(({ publicKey }) => publicKey.join())).size).toBe(1);
    expect(client.rows).toHaveLength(1);
  });

  it('is another in another browser, and another for another person', async () => {
    await openPage().ready();
    const elsewhere = new FakeChest();
    [chest] = [elsewhere];
    await openPage().ready();
    expect(client.rows).toHaveLength(2);
    client = Object.assign(new FakeKeysClient(), { account: '7f2b9a3e-0000-4000-8000-000000000002' });
    await openPage().ready();
    expect(elsewhere.pairs.size).toBe(2);
  });

  it('is enrolled later when the api was not there the first time', async () => {
    const enrol = jest.spyOn(client, 'enrol').mockRejectedValueOnce(new Error('away'));
    const page = openPage();
    await expect(page.ready()).rejects.toThrow('away');
    enrol.mockRestore();
    await page.ready();
    expect(client.rows.map(({ key }) => key)).toEqual([chest.pairs.get(client.account)?.key]);
  });

  it('is replaced when it was retired, in one tab for all of them', async () => {
    const page = openPage();
    await page.ready();
    const [first] = client.rows;
    await client.retireKey(first?.key ?? '');
    await Promise.all([page.ready(), openPage().ready()]);
    expect(client.rows.filter(({ retiredAt }) => retiredAt === null)).toHaveLength(1);
    expect(client.rows).toHaveLength(2);
    expect(await page.keyHere(client.account)).toBe(client.rows[0]?.key);
  });
});

describe('a browser that keeps nothing', () => {
  it('signs with a key that lasts as long as the page, and says so', async () => {
    chest.refuses = true;
    const page = openPage();
    const [one, two] = [await page.ready(), await page.ready()];
    expect(two.publicKey).toEqual(one.publicKey);
    expect(page.standing()).toBe('passing');
    expect(client.rows).toHaveLength(1);
    await openPage().ready();
    expect(client.rows).toHaveLength(2);
  });
});

describe('a browser that cannot sign', () => {
  it('says so where it knows no Ed25519', async () => {
    jest
      .spyOn(crypto.subtle, 'generateKey')
      .mockRejectedValue(new DOMException('no such algorithm', 'NotSupportedError'));
    const page = openPage();
    await expect(page.ready()).rejects.toMatchObject({ code: 'cannot-sign', why: 'unable' });
    expect(page.standing()).toBe('unable');
    expect(client.rows).toHaveLength(0);
  });

  it('says what to do where the page came without https', async () => {
    const before = globalThis.crypto;
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    Object.defineProperty(globalThis, 'isSecureContext', { value: false, configurable: true });
    const page = openPage();
    await expect(page.ready()).rejects.toThrow('https');
    expect(page.standing()).toBe('insecure');
    Object.defineProperty(globalThis, 'crypto', { value: before, configurable: true });
  });
});

describe('signing', () => {
  it('is over digest, packet and root, with a salt of its own each time', async () => {
    const page = openPage();
    const [content, packetId, root] = [{ ratings: [] as never[] }, client.account, 'ab'.repeat(32)];
    const [one, two] = [
      await page.sign({ content, packetId, root }),
      await page.sign({ content, packetId, root }),
    ];
    expect(two.salt).not.toBe(one.salt);
    const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();
    expect(one.digest).toBe(digestOfScorecard(bytes(one.salt), content));
    const { publicKey } = await page.ready();
    const statement = { digest: one.digest, packetId, root };
    expect(await isRatingSigned(publicKey, statement, bytes(one.signature))).toBe(true);
  });
});

describe('the words for a device', () => {
  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'Chrome on Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0',
      'Firefox on macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['curl/8.0', 'A browser'],
  ])('%s', (userAgent, words) => {
    expect(deviceWords(userAgent)).toBe(words);
  });
});

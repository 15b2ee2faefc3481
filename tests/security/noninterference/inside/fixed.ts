import { AsyncLocalStorage } from 'node:async_hooks';
import * as real from 'node:crypto';
import { openSync, readSync } from 'node:fs';
import { getCallSites } from 'node:util';

/*
 * Time and chance of a program under test. The time is what the harness has written into a file that all programs read.
 * What is drawn follows from who draws it (the functions that lead there), for the how manieth time, and during which
 * request: so that a program draws the same in every run, whatever else it does meanwhile.
 */

/** Code of ours, as it was built. */
export const ours = /\/dist\/apps\/(?:api|worker|revealer)\/[^/]+\.js$/;

/** The id of the request that is being answered. */
export const request = new AsyncLocalStorage<string>();

const clockFile = openSync(process.env['NONINTERFERENCE_CLOCK'] ?? '', 'r');
const moment = Buffer.alloc(8);
/** How many of the calling functions tell one place from another. */
const depth = 5;

export function now(): number {
  readSync(clockFile, moment, 0, 8, 0);
  return Number(moment.readBigInt64BE());
}

/** Like Date, with the time of the harness. */
export const FixedDate: DateConstructor = new Proxy(Date, {
  get: (date, name) => (name === 'now' ? now : (Reflect.get(date, name) as unknown)),
  construct: (date, given: unknown[]) =>
    Reflect.construct(date, given.length === 0 ? [now()] : given) as Date,
  apply: () => new Date(now()).toString(),
});

const drawn = new Map<string, number>();

function draw(length: number): Buffer {
  const callers = getCallSites(depth * 4, { sourceMap: false })
    .filter(({ scriptName }) => ours.test(scriptName))
    .slice(0, depth)
    .map(({ functionName }) => functionName);
  const who = [request.getStore() ?? 'no request', ...callers].join(' < ');
  const time = (drawn.get(who) ?? 0) + 1;
  drawn.set(who, time);
  return real.createHash('shake256', { outputLength: length }).update(`${who} # ${time}`).digest();
}

export const randomBytes = (length: number): Buffer => draw(length);

/** A UUID of version 4. */
export function randomUUID(): string {
  const bytes = draw(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Like the global `crypto`, with chance of the harness. */
export const fixedCrypto = {
  subtle: real.webcrypto.subtle,
  randomUUID,
  getRandomValues: <T extends ArrayBufferView>(view: T): T => {
    draw(view.byteLength).copy(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return view;
  },
};

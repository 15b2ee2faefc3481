import { webcrypto } from 'node:crypto';

// The browser that tests run in has no SubtleCrypto, unlike every browser we support.
Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });

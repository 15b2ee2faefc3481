/**
 * Loaded by `node --import` before a program under test. It gives the program's own code, and no package, the time and the
 * chance of the harness, and watches what the database is asked. The programs themselves know nothing of this: there is
 * no setting that could switch it on.
 */
import { registerHooks } from 'node:module';

import { ours } from './fixed.ts';
import { plantInside } from './planted.ts';
import { watchStatements } from './statements.ts';

const here = (file: string): string => new URL(file, import.meta.url).href;
const head = `import { FixedDate as Date, fixedCrypto as crypto } from ${JSON.stringify(here('fixed.ts'))};`;

registerHooks({
  resolve: (specifier, context, next) =>
    /^(?:node:)?crypto$/.test(specifier) && ours.test(context.parentURL ?? '')
      ? { url: here('crypto.ts'), format: 'module', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) => {
    const loaded = next(url, context);
    if (!ours.test(url)) return loaded;
    return { ...loaded, source: `${head}${Buffer.from(loaded.source as Uint8Array).toString('utf8')}` };
  },
});

watchStatements();
plantInside();

import { readFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import {
  digestsOf,
  moduleText,
  promptOf,
  readLock,
  releasedModule,
  schemaOf,
  versions,
} from './prompt-files.ts';

const lock = readLock();

describe('released prompts', () => {
  it('are all in the lock, and nothing else is', () => {
    expect(Object.keys(lock).sort()).toEqual(versions());
  });

  it.each(versions())('%s is as it was released', (version) => {
    expect(digestsOf(version)).toEqual(lock[version]);
  });

  it.each(versions())('%s asks for what its contract reads', (version) => {
    const file = path.join(import.meta.dirname, version, 'output.schema.json');
    expect(readFileSync(file, 'utf8')).toBe(schemaOf(version));
  });

  it.each(versions())('%s asks in a form that strict structured output takes', (version) => {
    const loose: string[] = [];
    const walk = (node: unknown, place: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { type, properties, required, additionalProperties } = node as Record<string, unknown>;
      if (type === 'object') {
        const all = Object.keys(properties ?? {}).sort();
        const strict =
          additionalProperties === false && all.join() === [...(required as string[])].sort().join();
        if (!strict) loose.push(place);
      }
      for (const [key, inner] of Object.entries(node)) walk(inner, `${place}.${key}`);
    };
    walk(promptOf(version).schema, '$');
    expect(loose).toEqual([]);
  });

  it('reach the program as they are', async () => {
    const style = await resolveConfig(releasedModule);
    const expected = await format(moduleText(), { ...style, filepath: releasedModule });
    expect(readFileSync(releasedModule, 'utf8')).toBe(expected);
  });

  it('show the rubric’s levels to the rating alone, and the transcript to the extraction alone', () => {
    const [extract, rate] = [promptOf('extract-quotes/v1'), promptOf('rate-criterion/v1')];
    expect(extract.user).not.toContain('{{anchors}}');
    expect(extract.user).toContain('{{transcript}}');
    expect(rate.user).toContain('{{anchors}}');
    expect(rate.user).not.toContain('{{transcript}}');
  });
});

/**
 * The prompts as files: `<task>/<version>/` holds prompt.md, output.schema.json, params.json and CHANGELOG.md. A released
 * version stands in lock.json and is never edited again; what should change becomes a new version.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import * as z from 'zod';

import { CriterionRating, ExtractedQuotes } from '../libs/contracts-verdict/src/model-output.contract.ts';

const root = import.meta.dirname;

/** What each task returns. */
const outputs: Readonly<Record<string, z.ZodType>> = {
  'extract-quotes': ExtractedQuotes,
  'rate-criterion': CriterionRating,
};

/** Files that change what a model says; the changelog is for people. */
const files = ['prompt.md', 'output.schema.json', 'params.json'] as const;

export interface ReleasedPrompt {
  readonly id: string;
  readonly version: string;
  /** SHA-256 over the digests of the files, in the order prompt, schema, parameters. */
  readonly hash: string;
  readonly system: string;
  readonly user: string;
  readonly schema: unknown;
  readonly params: unknown;
}

export interface LockedVersion {
  readonly files: Readonly<Record<string, string>>;
  readonly hash: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const read = (...parts: string[]): string => readFileSync(path.join(root, ...parts), 'utf8');

/** Names of all versions there are, such as extract-quotes/v1. */
export function versions(): string[] {
  return globSync('*/v*/prompt.md', { cwd: root })
    .map((file) => path.dirname(file).replaceAll('\\', '/'))
    .sort();
}

/** The lock: every released version with the digests of its files. */
export function readLock(): Record<string, LockedVersion> {
  return JSON.parse(read('lock.json')) as Record<string, LockedVersion>;
}

/** Digests of a version as its files are now. */
export function digestsOf(version: string): LockedVersion {
  const digests = Object.fromEntries(files.map((file) => [file, sha256(read(version, file))]));
  return { files: digests, hash: sha256(files.map((file) => `${file} ${digests[file]}\n`).join('')) };
}

/** The output schema of a version's task, as zod emits it for strict structured output. */
export function schemaOf(version: string): string {
  const task = path.dirname(version);
  const output = outputs[task];
  if (!output) throw new Error(`The task ${task} has no contract for what it returns.`);
  const { $schema: _dialect, ...schema } = z.toJSONSchema(output);
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** A version taken apart for the program. Throws when the front matter and the folder disagree. */
export function promptOf(version: string): ReleasedPrompt {
  const [id = '', number = ''] = version.split('/');
  const [, matter = '', body = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(read(version, 'prompt.md')) ?? [];
  const named = (key: string) => new RegExp(`^${key}: (.+)$`, 'm').exec(matter)?.[1];
  if (named('id') !== id || named('version') !== number)
    throw new Error(`${version}/prompt.md calls itself something else.`);
  const [, system = '', user = ''] = /^\n# System\n\n([\s\S]*?)\n\n# User\n\n([\s\S]*?)\n$/.exec(body) ?? [];
  if (!system || !user) throw new Error(`${version}/prompt.md needs the headings System and User.`);
  const schema: unknown = JSON.parse(read(version, 'output.schema.json'));
  const params: unknown = JSON.parse(read(version, 'params.json'));
  return { id, version: number, hash: digestsOf(version).hash, system, user, schema, params };
}

/** Where the program finds the released prompts: a module, so that they are bundled with it. */
export const releasedModule = path.join(root, '../libs/stages/summarise/src/prompts/released-prompts.ts');

/** The text of that module, before formatting. */
export function moduleText(): string {
  const prompts = Object.fromEntries(Object.keys(readLock()).map((version) => [version, promptOf(version)]));
  return `// Written by ml-prompts/release.ts from the released prompts; a spec beside them compares. Not edited by hand.
export const releasedPrompts = ${JSON.stringify(prompts)} as const;
`;
}

/** Lines that break a rule without importing a project: the clock, the environment, hidden imports, loose types. */
import { BOUNDARIES } from './probe.ts';
import type { Probe } from './probe.ts';

type Line = [label: string, code: string, rule: string | null, words?: string];

const GLOBALS = 'no-restricted-globals';
const IMPORTS = 'no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';

const DOMAIN: Line[] = [
  ['reads the clock', 'export const a1 = new Date();', GLOBALS],
  ['reads the clock by its function', 'export const a2 = Date.now();', GLOBALS],
  ['measures time', 'export const a3 = performance.now();', GLOBALS],
  ['waits', 'setTimeout(() => undefined, 1);', GLOBALS],
  ['waits again and again', 'setInterval(() => undefined, 1);', GLOBALS],
  ['rolls dice', 'export const a4 = Math.random();', 'no-restricted-properties'],
  ['hides the dice', 'export const { random: a5 } = Math;', 'no-restricted-properties'],
  ['draws random bytes', 'export const a6 = crypto.randomUUID();', GLOBALS],
  ['calls out', "export const a7 = fetch('http://localhost');", GLOBALS],
  ['reads the environment', "export const a8 = process.env['X'];", GLOBALS],
  ['reaches round by globalThis', 'export const a9 = globalThis.Date;', GLOBALS],
  ['prints', "console.log('x');", GLOBALS],
  ['uses a Buffer', "export const a10 = Buffer.from('x');", GLOBALS],
  ['imports node:crypto', "export * as a11 from 'node:crypto';", IMPORTS],
  ['imports fs', "export * as a12 from 'fs';", IMPORTS],
  ['imports a type of node:stream', "export type { Readable } from 'node:stream';", IMPORTS],
  ['imports npm', "export * as a14 from 'zod';", BOUNDARIES],
  ['may count', 'export const a15 = (now: number) => now + 1;', null],
];

const UNIVERSAL: Line[] = [
  ['imports node:path', "export * as b1 from 'node:path';", IMPORTS],
  ['reads the environment', "export const b2 = process.env['X'];", GLOBALS],
  ['uses a Buffer', "export const b3 = Buffer.from('x');", GLOBALS],
  ['may use TextEncoder', "export const b4 = new TextEncoder().encode('x');", null],
];

const ENVIRONMENT: Line[] = [
  ['reads the environment', 'export const c1 = process.env;', SYNTAX],
  ['reads the environment by brackets', "export const c2 = process['env'];", SYNTAX],
  ['takes the environment apart', 'export const { env: c3 } = process;', SYNTAX],
  ['finds the environment on globalThis', 'export const c4 = globalThis.process;', SYNTAX],
  ['imports the environment', "export { env as c5 } from 'node:process';", IMPORTS],
];

const HIDDEN: Line[] = [
  ['hides an import in a type', "export type D1 = import('@evenhand/contracts-verdict');", SYNTAX],
  ['requires', "export const d2: unknown = require('openai');", '@typescript-eslint/no-require-imports'],
  [
    'requires a library',
    "export const d3: unknown = require('@evenhand/ledger');",
    '@typescript-eslint/no-require-imports',
  ],
  ['makes itself a require', "export { createRequire } from 'node:module';", IMPORTS],
  ['imports by equals', "import d4 = require('openai');", SYNTAX],
  ['computes an import', 'export const d5 = (name: string): Promise<unknown> => import(name);', SYNTAX],
  ['imports late', "export const d6 = (): Promise<unknown> => import('openai');", BOUNDARIES],
  ['imports a type only', "export type { OpenAI } from 'openai';", BOUNDARIES],
  ['imports past the index', "export * as d8 from '@evenhand/domain/src/index';", IMPORTS],
  ['reaches into another project', "export * as d9 from '../../../domain/src/index';", BOUNDARIES],
  [
    'reaches into another project by type',
    "export type { D10 } from '../../../contracts/src/index';",
    BOUNDARIES,
  ],
  ['imports an app by its path', "export * as d11 from '../../../../apps/worker/src/main';", BOUNDARIES],
  ['imports a package that nobody declared', "export * as d12 from 'semver';", BOUNDARIES],
  ['uses a test double', "export * as d13 from '@evenhand/domain/testing';", IMPORTS],
  ['uses the support of the tests', "export * as d21 from '../../../../tests/support/rows';", BOUNDARIES],
  ['uses a fake', "export * as d14 from './queue.fake';", IMPORTS],
  ['uses a testing package', "export * as d15 from '@nestjs/testing';", IMPORTS],
  ['writes an extension', "export * as d16 from './index.ts';", IMPORTS],
  ['forgets node:', "export * as d17 from 'fs';", IMPORTS],
  ['may use Node', "export * as d18 from 'node:crypto';", null],
  ['exports all types', "export type * from '@evenhand/contracts';", SYNTAX],
  ['exports all types under a name', "export type * as d19 from '@evenhand/contracts';", SYNTAX],
  ['changes a library from outside', "declare module '@evenhand/contracts' { export type D20 = 1; }", SYNTAX],
  ['hides the next line from the graph', '// nx-ignore-next-line', 'evenhand/visible'],
];

const LOOSE: Line[] = [
  ['says any', 'export let e1: any;', '@typescript-eslint/no-explicit-any'],
  ['lets any in', "export const e2 = JSON.parse('1');", '@typescript-eslint/no-unsafe-assignment'],
  ['casts twice', 'export const e3 = 1 as unknown as string;', SYNTAX],
  ['asserts non-null', 'export const e4 = (x?: string) => x!;', '@typescript-eslint/no-non-null-assertion'],
  [
    'forgets a case',
    "export function e5(x: 'a' | 'b') { switch (x) { case 'a': return 1; } return 2; }",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  [
    'may say what happens in all other cases',
    "export function e6(x: 'a' | 'b') { switch (x) { case 'a': return 1; default: return 2; } }",
    null,
  ],
  [
    'lets a promise float',
    'export function e7() { Promise.resolve(1); }',
    '@typescript-eslint/no-floating-promises',
  ],
  ['silences the compiler', '// @ts-ignore', '@typescript-eslint/ban-ts-comment'],
  ['expects an error', '// @ts-expect-error because', '@typescript-eslint/ban-ts-comment'],
  [
    'waits for what is no promise',
    'export async function e11(x: number) { await x; }',
    '@typescript-eslint/await-thenable',
  ],
  [
    'takes a promise for an answer',
    'export function e12(x: Promise<1>) { if (x) return 1; return 2; }',
    '@typescript-eslint/no-misused-promises',
  ],
  [
    'asserts what is known',
    'export const e13 = (x: string) => x as string;',
    '@typescript-eslint/no-unnecessary-type-assertion',
  ],
  [
    'passes any on',
    "export const e14 = () => encodeURI(JSON.parse('1'));",
    '@typescript-eslint/no-unsafe-argument',
  ],
  ['calls any', "export const e15 = () => { JSON.parse('1')(); };", '@typescript-eslint/no-unsafe-call'],
  [
    'looks into any',
    "export const e16 = () => { JSON.parse('1').x.y; };",
    '@typescript-eslint/no-unsafe-member-access',
  ],
  ['returns any', "export const e17 = () => JSON.parse('1');", '@typescript-eslint/no-unsafe-return'],
  [
    'rejects with a string',
    "export const e18 = () => Promise.reject('x');",
    '@typescript-eslint/prefer-promise-reject-errors',
  ],
  ['compares loosely', 'export const e19 = (x: unknown) => x == 1;', 'eqeqeq'],
  ['swallows a fault', 'export function e20() { try { e8(); } catch {} }', 'no-empty'],
  ['says var', 'export var e21 = 1;', 'no-var'],
  ['says let for a constant', 'export function e22() { let x = 1; return x; }', 'prefer-const'],
  [
    'leaves an import behind',
    "import { type Watch } from './watch';",
    '@typescript-eslint/no-import-type-side-effects',
  ],
  ['throws a string', "export function e8() { throw 'x'; }", '@typescript-eslint/only-throw-error'],
  [
    'silences the lint',
    'export let e9: any; // eslint-disable-line @typescript-eslint/no-explicit-any',
    '@typescript-eslint/no-explicit-any',
  ],
  [
    'may name every case',
    "export function e10(x: 'a' | 'b') { switch (x) { case 'a': return 1; case 'b': return 2; } }",
    null,
  ],
];

const SPEC: Line[] = [
  ['runs alone', "it.only('x', () => undefined);", SYNTAX],
  ['skips itself', "describe.skip('x', () => undefined);", SYNTAX],
  ['may use a test double', "export * as f1 from '@evenhand/domain/testing';", null],
  ['may use fast-check', "export * as f2 from 'fast-check';", null],
  ['may use the support of the tests', "export * as f5 from '../../../../tests/support/rows';", null],
  ['may find its database in the environment', "export const f6 = process.env['DATABASE_URL'];", null],
  ['may not say any', 'export let f7: any;', '@typescript-eslint/no-explicit-any'],
  [
    'lets a promise float',
    'export function f8() { Promise.resolve(1); }',
    '@typescript-eslint/no-floating-promises',
  ],
  ['may not import another stage', "export * as f3 from '@evenhand/stages/record';", BOUNDARIES],
  ['may not import openai', "export * as f4 from 'openai';", BOUNDARIES],
];

/** A class that Nest injects is a value, however much it looks like a type. */
const INJECTED = [
  "import { Injectable } from '@nestjs/common';",
  "import { Watch } from './watch';",
  '@Injectable()',
  'export class Waiting { constructor(private readonly watch: Watch) {} now() { return this.watch.now(); } }',
];

function at(file: string, lines: readonly Line[]): Probe[] {
  return lines.map(([label, code, rule, words]) => ({
    label: `${file} ${label}`,
    file,
    code,
    rule,
    ...(words && { words }),
  }));
}

export const SOURCE_PROBES: Probe[] = [
  ...at('libs/domain/src/clock.ts', DOMAIN),
  ...['libs/contracts', 'libs/ledger', 'libs/ui', 'apps/interview'].flatMap((root) =>
    at(`${root}/src/line.ts`, UNIVERSAL),
  ),
  ...[
    'libs/stages/seal',
    'libs/adapters/llm',
    'libs/platform',
    'apps/api',
    'apps/worker',
    'apps/revealer',
  ].flatMap((root) => at(`${root}/src/environment.ts`, ENVIRONMENT)),
  ...[
    'libs/platform/src/config/settings.config.ts',
    'apps/launcher/src/start.ts',
    'tests/support/line.ts',
  ].flatMap((file) => at(file, [['may read the environment', 'export const c1 = process.env;', null]])),
  ...at('apps/launcher/src/demo/answers.ts', [
    ['may know the types of a contract', "export type { I1 } from '@evenhand/contracts';", null],
    ['may not know the types of a stage', "export type { I2 } from '@evenhand/stages/invite';", BOUNDARIES],
    ['may import a neighbour', "export * as i3 from './clips.ts';", null],
    ['forgets the extension', "export * as i4 from './clips';", IMPORTS],
    ['uses an enum', 'export enum I5 { One }', SYNTAX],
    ['uses a parameter property', 'export class I6 { constructor(private readonly x: number) {} }', SYNTAX],
    ['uses a namespace', 'export namespace I7 { export const one = 1; }', SYNTAX],
  ]),
  ...at('tests/journeys/colleagues.ts', [
    ['may drive the launcher', "export * as j1 from '../../apps/launcher/src/journey/candidate.ts';", null],
    ['may use the support', "export * as j2 from '../support/stack.ts';", null],
    ['may not drive the api from inside', "export * as j3 from '../../apps/api/src/main.ts';", BOUNDARIES],
  ]),
  ...at('tests/support/undeclared.ts', [
    [
      'may not drive the launcher',
      "export * as h2 from '../../apps/launcher/src/journey/candidate.ts';",
      BOUNDARIES,
    ],
    ['imports a package that nobody declared', "export * as h1 from 'semver';", BOUNDARIES],
  ]),
  ...at('libs/stages/seal/src/hidden.ts', HIDDEN),
  ...at('libs/stages/seal/src/loose.ts', LOOSE),
  ...at('libs/adapters/llm/src/loose.adapter.ts', [
    ['may cast twice', 'export const e3 = 1 as unknown as string;', null],
    ['may not say any', 'export let e1: any;', '@typescript-eslint/no-explicit-any'],
  ]),
  ...at('libs/stages/seal/src/seal.spec.ts', SPEC),
  ...at('libs/domain/src/rubric.spec.ts', [
    ['may use fast-check', "export * as g1 from 'fast-check';", null],
    ['may use the clock', 'export const g2 = new Date();', null],
    ['may not import an adapter', "export * as g3 from '@evenhand/adapters/queue';", BOUNDARIES],
  ]),
  ...at(
    'libs/stages/seal/src/waiting.stage.ts',
    INJECTED.map((code): Line => ['may inject a class', code, null]),
  ),
  ...at('libs/stages/seal/src/plain.ts', [
    [
      'imports a type as a value',
      "import { Watch } from './watch';",
      '@typescript-eslint/consistent-type-imports',
    ],
    ['uses it', 'export const now = (watch: Watch) => watch.now();', null],
  ]),
  ...at('libs/stages/seal/src/watch.ts', [
    ['is a class', 'export class Watch { now() { return 1; } }', null],
  ]),
  ...at('libs/stages/seal/src/long.ts', [
    ['may have 300 lines', `export {};${'\n'.repeat(299)}`, null],
    ['may not have 301 lines', '', 'max-lines'],
  ]),
  ...at('libs/stages/seal/src/commented.ts', [
    [
      'names types by a comment',
      '/// <reference types="openai" />',
      '@typescript-eslint/triple-slash-reference',
    ],
    ['has code', 'export {};', null],
  ]),
  ...at('libs/homeless/src/line.ts', [['belongs to no project', 'export {};', 'evenhand/homeless']]),
];

/**
 * What the boundary rule cannot see because it is no import of a package: the clock, randomness, the environment,
 * Node's own modules, test doubles, and ways of importing that leave no trace in the project graph.
 *
 * ESLint lets the last configuration of a rule win instead of merging them. Every `no-restricted-*` rule is
 * therefore composed here once per project and kind of file, and nowhere else.
 */
import { builtinModules } from 'node:module';
import type { Project } from './projects.ts';

type Rules = Record<string, unknown>;
interface Pattern {
  regex: string;
  message: string;
}
interface Selector {
  selector: string;
  message: string;
}

/** Production code, or code that proves it (specs, conformance suites, fakes, everything below tests/). */
export type Kind = 'production' | 'proof';

const BARE_BUILTINS = builtinModules
  .filter((name) => !name.startsWith('_'))
  .map((name) => name.replaceAll('/', '\\/'));

/** Only these see the environment: the one reader of the configuration, and what runs before there is one. */
const ENVIRONMENT_READERS = ['libs/platform/src/config/**', 'libs/platform/src/config.ts'];

const FOR_THE_DOMAIN: Record<string, string> = {
  Date: 'Take the time as an argument.',
  Temporal: 'Take the time as an argument.',
  performance: 'Take the time as an argument.',
  setTimeout: 'The domain does not wait. Return what is due and when.',
  setInterval: 'The domain does not wait. Return what is due and when.',
  setImmediate: 'The domain does not wait.',
  queueMicrotask: 'The domain does not wait.',
  fetch: 'IO belongs to an adapter.',
  crypto: 'Randomness and digests come in through a port.',
  console: 'The domain returns values; callers log.',
  process: 'Configuration belongs to platform/config.',
  Buffer: 'The domain runs in the browser too: use Uint8Array.',
  globalThis: 'Name what is needed and take it as an argument.',
  global: 'Name what is needed and take it as an argument.',
  window: 'The domain knows no browser.',
  document: 'The domain knows no browser.',
  localStorage: 'IO belongs to the app.',
};

const NODE_ONLY: Record<string, string> = {
  process: 'This code runs in the browser too; configuration belongs to platform/config.',
  Buffer: 'This code runs in the browser too: use Uint8Array.',
  global: 'This code runs in the browser too: use globalThis.',
  setImmediate: 'This code runs in the browser too.',
};

function globals(banned: Record<string, string>): unknown[] {
  return ['error', ...Object.entries(banned).map(([name, message]) => ({ name, message }))];
}

/** Code that Node runs as it is, without a build: tools, and the statistics, which anyone recomputes from a clone. */
function runsAsItIs(project: Project): boolean {
  return project.type === 'tool' || project.type === 'fairness';
}

/** Imports that no tag can describe. */
function imports(project: Project, kind: Kind): unknown[] {
  const patterns: Pattern[] = [
    { regex: '^@evenhand/.+/(src|dist)(/|$)', message: 'Import what the index offers, nothing behind it.' },
  ];
  if (project.runtime !== 'node' && kind === 'production') {
    patterns.push({
      regex: `^(node:.+|(${BARE_BUILTINS.join('|')}))$`,
      message: 'This code runs in the browser too. Take the value as an argument.',
    });
  } else {
    patterns.push({
      regex: `^(${BARE_BUILTINS.join('|')})$`,
      message: 'Write node: before a module of Node.',
    });
  }
  if (project.type !== 'tool') {
    patterns.push(
      { regex: '^(node:)?process$', message: 'Only platform/config reads the environment.' },
      { regex: '^(node:)?module$', message: 'createRequire hides an import from the project graph.' },
    );
  }
  if (runsAsItIs(project)) {
    patterns.push({
      regex: '^\\.{1,2}/.*(?<!\\.(ts|mjs|json))$',
      message: 'Node runs this file as it is: write the extension.',
    });
  } else {
    patterns.push({
      regex: '^\\..*\\.(ts|js)$',
      message: 'Inside a project, import without an extension.',
    });
  }
  if (kind === 'production') {
    patterns.push(
      { regex: '(^|/)testing(/|$)', message: 'Test doubles are for specs.' },
      {
        regex: '\\.(fake|spec|conformance)(\\.ts)?$',
        message: 'Test doubles and specs are not production code.',
      },
    );
  }
  return ['error', { patterns }];
}

const HIDDEN_IMPORTS: Selector[] = [
  {
    selector: 'TSImportType',
    message: "Write `import type { Y } from 'x'`: the import law does not see import('x').Y.",
  },
  { selector: 'TSImportEqualsDeclaration', message: 'Write an import declaration.' },
  {
    selector: 'ExportAllDeclaration[exportKind="type"]',
    message: 'Write `export *` or name the types: the project graph does not see `export type *`.',
  },
  {
    selector: 'TSModuleDeclaration[id.value=/^@evenhand\\//]',
    message: 'A library is changed where it lies, not from outside.',
  },
];
const COMPUTED_IMPORTS: Selector[] = [
  {
    selector: 'ImportExpression[source.type!="Literal"]',
    message: 'A computed import is hidden from the import law.',
  },
];
const ENVIRONMENT: Selector[] = [
  'MemberExpression[object.name="process"][property.name="env"]',
  'MemberExpression[object.name="process"][property.value="env"]',
  'MemberExpression[object.name=/^(globalThis|global)$/][property.name="process"]',
  'VariableDeclarator[init.name="process"]',
].map((selector) => ({ selector, message: 'Only platform/config reads the environment.' }));
const DOUBLE_CASTS: Selector[] = [
  {
    selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
    message: '`as unknown as` switches the compiler off. Parse the value, or do it in an adapter.',
  },
];
/** TypeScript that is more than types: Node takes types away and does nothing else. */
const NOT_ERASABLE: Selector[] = [
  'TSEnumDeclaration',
  'TSParameterProperty',
  'TSModuleDeclaration[declare!=true]',
].map((selector) => ({
  selector,
  message: 'Node runs this file as it is: only types may be added to JavaScript.',
}));
const LONELY_SPECS: Selector[] = [
  {
    selector:
      'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip|todo)$/]',
    message: 'A suite runs whole: no only, skip or todo.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]',
    message: 'A suite runs whole.',
  },
];

function syntax(project: Project, kind: Kind, environment: boolean): unknown[] {
  const isTool = project.type === 'tool';
  return [
    'error',
    ...HIDDEN_IMPORTS,
    ...(runsAsItIs(project) ? NOT_ERASABLE : []),
    ...(isTool ? [] : COMPUTED_IMPORTS),
    ...(isTool || environment || kind === 'proof' ? [] : ENVIRONMENT),
    ...(project.type === 'adapter' ? [] : DOUBLE_CASTS),
    ...(kind === 'proof' ? LONELY_SPECS : []),
  ];
}

/** Node runs the launcher before anything is built: of a library it may know the types, which are taken away. */
const TYPES_ONLY = '@typescript-eslint/no-restricted-imports';
function typesOnly(): unknown[] {
  const message = 'Node runs the launcher before anything is built: import nothing but types of a library.';
  return ['error', { patterns: [{ regex: '^@evenhand/', allowTypeImports: true, message }] }];
}

/** The composed `no-restricted-*` rules for one project and kind of file. */
export function restrictionsOf(project: Project, kind: Kind): Rules {
  const pure = project.type === 'domain' && kind === 'production';
  const universal = project.runtime !== 'node' && kind === 'production';
  return {
    'no-restricted-imports': imports(project, kind),
    'no-restricted-syntax': syntax(project, kind, false),
    ...(project.root === 'apps/launcher' && kind === 'production' && { [TYPES_ONLY]: typesOnly() }),
    ...(universal && { 'no-restricted-globals': globals(pure ? FOR_THE_DOMAIN : NODE_ONLY) }),
    ...(pure && {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take the random choice as an argument.' },
      ],
    }),
  };
}

/** The one place of a project that may read the environment, with the rule that lets it. */
export function environmentReaders(project: Project): { files: string[]; rules: Rules } {
  return {
    files: ENVIRONMENT_READERS,
    rules: { 'no-restricted-syntax': syntax(project, 'production', true) },
  };
}

/**
 * A file is found at first guess: `<concept>.<role>.ts` with roles from a closed list, inside a project,
 * and no name that could hold anything.
 */
import { relative } from 'node:path';

const ROLES = [
  'stage',
  'controller',
  'guard',
  'filter',
  'processor',
  'module',
  'config',
  'port',
  'adapter',
  'fake',
  'contract',
  'job',
  'machine',
  'args',
  'errors',
];
const ANGULAR_ROLES = ['component', 'page', 'routes', 'store', 'client', 'pipe', 'directive'];
/** The longer first: `integration.spec` also ends with `spec`. */
const PROOF_ROLES = ['integration.spec', 'journey.spec', 'spec', 'conformance', 'campaign'];
const CONCEPT = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const EMPTY_WORDS = ['common', 'shared', 'util', 'utils', 'helper', 'helpers', 'manager', 'misc'];
const EMPTY_NAMES = ['data', 'item', 'items', 'info', 'process'];

/** The objection to a path (relative to the workspace, forward slashes), or undefined when the name is good. */
export function objectionTo(path: string, browser: boolean): string | undefined {
  const segments = path.split('/');
  const file = segments.pop() ?? '';
  const [concept = '', ...rest] = file.replace(/(\.d)?\.ts$/, '').split('.');
  const words = [...segments, concept].flatMap((segment) => segment.split('-'));
  const empty =
    words.find((word) => EMPTY_WORDS.includes(word)) ?? EMPTY_NAMES.find((name) => name === concept);
  if (empty !== undefined) return `"${empty}" could hold anything: name the concept.`;
  if (!CONCEPT.test(concept)) return `"${concept}" is not written in kebab-case.`;
  const roles = browser ? [...ANGULAR_ROLES, ...ROLES] : ROLES;
  const proof = PROOF_ROLES.find((role) => rest.join('.') === role || rest.join('.').endsWith(`.${role}`));
  const subject = proof === undefined ? rest : rest.slice(0, rest.length - proof.split('.').length);
  const [role, ...more] = subject;
  if (more.length > 0) return `"${file}" has more than one role.`;
  if (role !== undefined && !roles.includes(role)) {
    return `".${role}.ts" is no role of this project; the roles are ${roles.join(', ')}, ${PROOF_ROLES.join(', ')}.`;
  }
  return undefined;
}

interface RuleContext {
  filename: string;
  cwd: string;
  options: { browser?: boolean }[];
  sourceCode: { getAllComments(): { value: string; loc: unknown }[] };
  report(problem: { loc: unknown; message: string }): void;
}

const start = { line: 1, column: 0 };

/** Small ESLint plugin with the rules that concern a file as a whole. */
export const files = {
  meta: { name: 'evenhand-files' },
  rules: {
    name: {
      meta: {
        schema: [
          { type: 'object', properties: { browser: { type: 'boolean' } }, additionalProperties: false },
        ],
      },
      create(context: RuleContext) {
        const path = relative(context.cwd, context.filename).replaceAll('\\', '/');
        const objection = objectionTo(path, context.options[0]?.browser === true);
        return { Program: () => objection && context.report({ loc: start, message: objection }) };
      },
    },
    visible: {
      meta: { schema: [] },
      create(context: RuleContext) {
        return {
          Program: () => {
            for (const { value, loc } of context.sourceCode.getAllComments()) {
              if (!value.includes('nx-ignore')) continue;
              context.report({ loc, message: 'This comment hides an import from the project graph.' });
            }
          },
        };
      },
    },
    homeless: {
      meta: { schema: [] },
      create(context: RuleContext) {
        return {
          Program: () =>
            context.report({
              loc: start,
              message: 'This file belongs to no project, so no import law reaches it.',
            }),
        };
      },
    },
  },
};

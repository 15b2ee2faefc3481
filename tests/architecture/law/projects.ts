/**
 * The projects of the workspace as their `project.json` files describe them, read straight from disk so that
 * the law knows every project even when no project graph exists yet.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every value the two obligatory tag dimensions may take. */
export const TYPES = [
  'domain',
  'contracts',
  'ledger',
  'fairness',
  'platform',
  'stage',
  'office',
  'adapter',
  'ui',
  'app',
  'tool',
] as const;
export const RUNTIMES = ['universal', 'node', 'browser'] as const;

/** What some code knows and other code must not: each has a `holds:` and a `blind:to-` tag. */
export const SIGHTS = ['verdict', 'identity', 'accommodation', 'self-id', 'private-key'] as const;

export type ProjectType = (typeof TYPES)[number];
export type Runtime = (typeof RUNTIMES)[number];

export interface Project {
  readonly name: string;
  /** Path from the workspace root, with forward slashes. */
  readonly root: string;
  readonly tags: readonly string[];
  readonly type: ProjectType;
  readonly runtime: Runtime;
}

/** A project whose tags would let it slip past a part of the law. */
export class ProjectTagsError extends Error {
  readonly code = 'project-tags';
  readonly retryable = false;
}

const KNOWN_TAGS = new Set([
  ...TYPES.map((type) => `type:${type}`),
  ...RUNTIMES.map((runtime) => `runtime:${runtime}`),
  ...SIGHTS.flatMap((sight) => [`holds:${sight}`, `blind:to-${sight}`]),
  'adapter:database',
]);

function only<Value extends string>(
  values: readonly Value[],
  prefix: string,
  tags: readonly string[],
  root: string,
): Value {
  const given = tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
  const known = values.find((value) => value === given[0]);
  if (given.length !== 1 || known === undefined) {
    throw new ProjectTagsError(
      `${root}/project.json needs exactly one ${prefix} tag out of ${values.join(', ')}; it has ${given.join(', ') || 'none'}.`,
    );
  }
  return known;
}

/** Reads one project and refuses tags that are missing, doubled or unknown. */
export function readProject(workspaceRoot: string, root: string): Project {
  const described = JSON.parse(readFileSync(join(workspaceRoot, root, 'project.json'), 'utf8')) as {
    name?: string;
    tags?: string[];
  };
  const tags = described.tags ?? [];
  const stranger = tags.find((tag) => !KNOWN_TAGS.has(tag));
  if (stranger !== undefined) {
    throw new ProjectTagsError(`${root}/project.json carries the unknown tag ${stranger}.`);
  }
  return {
    name: described.name ?? root,
    root,
    tags,
    type: only(TYPES, 'type:', tags, root),
    runtime: only(RUNTIMES, 'runtime:', tags, root),
  };
}

/** All projects, sorted by root. Throws {@link ProjectTagsError} for the first one that is not fully tagged. */
export function readProjects(workspaceRoot: string): Project[] {
  return ['apps', 'libs', 'tests']
    .filter((folder) => existsSync(join(workspaceRoot, folder)))
    .flatMap((folder) => globSync(`${folder}/**/project.json`, { cwd: workspaceRoot }))
    .filter((file) => !file.includes('node_modules'))
    .map((file) => dirname(file).replaceAll('\\', '/'))
    .sort()
    .map((root) => readProject(workspaceRoot, root));
}

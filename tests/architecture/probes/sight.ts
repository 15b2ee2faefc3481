/** Sight: what must not be seen cannot be imported, neither directly nor through any chain of innocent libraries. */
import { SIGHTS } from '../law/projects.ts';
import type { Copy } from './copy.ts';
import { BOUNDARIES } from './probe.ts';
import type { Probe } from './probe.ts';

const BLIND = ['libs/stages/review', 'libs/console-review'];
const SEEING = ['libs/offices/proof', 'apps/revealer'];
/** Recruiting, revealing and deciding are blind to accommodations alone. */
const BLIND_TO_ACCOMMODATION = ['libs/stages/invite', 'libs/stages/reveal', 'libs/stages/decide'];

/**
 * For each sight a library that holds it, one that re-exports that and one that re-exports the types of the second:
 * tagged as lawfully as can be, and still no way round.
 */
export function addCarriers(copy: Copy): void {
  for (const runtime of ['node', 'browser']) {
    copy.addLibrary(
      `only-${runtime}`,
      ['type:contracts', `runtime:${runtime}`],
      'export const here = true;\n',
    );
  }
  for (const sight of SIGHTS) {
    const tags = ['type:contracts', 'runtime:universal'];
    copy.addLibrary(`held-${sight}`, [...tags, `holds:${sight}`], 'export interface Held { seen: string }\n');
    copy.addLibrary(`carrier-${sight}`, tags, `export * from '@evenhand/held-${sight}';\n`);
    copy.addLibrary(`distant-${sight}`, tags, `export type { Held } from '@evenhand/carrier-${sight}';\n`);
  }
}

/** Libraries whose layer would be lawful to import and whose runtime is not. */
export const RUNTIME_PROBES: Probe[] = (
  [
    ['libs/console-review', 'node', BOUNDARIES],
    ['apps/interview', 'node', BOUNDARIES],
    ['libs/contracts-verdict', 'node', BOUNDARIES],
    ['libs/stages/seal', 'node', null],
    ['libs/stages/seal', 'browser', BOUNDARIES],
    ['apps/api', 'browser', BOUNDARIES],
    ['libs/contracts-verdict', 'browser', BOUNDARIES],
    ['libs/console-review', 'browser', null],
  ] as const
).map(([root, runtime, rule]) => ({
  label: `${root} ${rule ? 'may not' : 'may'} import what runs in ${runtime} only`,
  file: `${root}/src/runtime.ts`,
  code: `export * as ${runtime} from '@evenhand/only-${runtime}';`,
  rule,
  words: 'tagged with "runtime:',
}));

/** Needs {@link addCarriers}. */
export const SIGHT_PROBES: Probe[] = SIGHTS.flatMap((sight, index) =>
  ['held', 'carrier', 'distant'].flatMap((carrier) => [
    ...[...BLIND, ...(sight === 'accommodation' ? BLIND_TO_ACCOMMODATION : [])].map((root) => ({
      label: `${root} may not see ${sight} through ${carrier}`,
      file: `${root}/src/sight.ts`,
      code: `export type { Held as ${carrier}${index} } from '@evenhand/${carrier}-${sight}';`,
      rule: BOUNDARIES,
      words: `can not depend on libs tagged with "holds:${sight}"`,
    })),
    ...SEEING.map((root) => ({
      label: `${root} may see ${sight} through ${carrier}`,
      file: `${root}/src/sight.ts`,
      code: `export type { Held as ${carrier}${index} } from '@evenhand/${carrier}-${sight}';`,
      rule: null,
    })),
  ]),
);

/** The real holders, as far as an import can reach them. */
export const VERDICT_PROBES: Probe[] = [
  ...[
    ...BLIND,
    'libs/stages/transcribe',
    'libs/stages/prepare',
    'libs/adapters/database',
    'libs/platform',
    'libs/ui',
  ].map((root) => ({
    label: `${root} may not import the verdict`,
    file: `${root}/src/verdict.ts`,
    code: "export * as verdict from '@evenhand/contracts-verdict';",
    rule: BOUNDARIES,
  })),
  ...[
    'libs/stages/summarise',
    'libs/stages/reveal',
    'libs/stages/decide',
    'apps/api',
    'apps/worker',
    'apps/console',
  ].map((root) => ({
    label: `${root} may import the verdict`,
    file: `${root}/src/verdict.ts`,
    code: "export * as verdict from '@evenhand/contracts-verdict';",
    rule: null,
  })),
];

/** Who opens seals, and who must never be able to. */
export const PRIVATE_KEY_PROBES: Probe[] = [
  ...['apps/worker', 'apps/api'].map((root) => ({
    label: `${root} may not import what opens seals`,
    file: `${root}/src/opening.ts`,
    code: "export * as opening from '@evenhand/adapters/opening';",
    rule: BOUNDARIES,
    words: 'can not depend on libs tagged with "holds:private-key"',
  })),
  {
    label: 'apps/revealer may import what opens seals',
    file: 'apps/revealer/src/opening.ts',
    code: "export * as opening from '@evenhand/adapters/opening';",
    rule: null,
  },
];

import { readFileSync } from 'node:fs';

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema?: { readonly enum?: readonly string[] };
}
interface Description {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }>>;
}

/** Ids of what there is to look at, by the word that stands before the id in an address. */
export type Sights = Readonly<Record<string, readonly string[]>>;

/** What one may ask for. */
export interface Look {
  readonly path: string;
  readonly accept: string;
}

/** Candidates' own pages, recordings (fetched from packets) and the reference, which says the same to everybody. */
const notLookedAt = /^\/api\/(?:portal|open|media|uploads|docs|openapi\.json)/;
/** Administrators' operations pages. They tell of the machine by day and provider. */
const operations = /^\/api\/(?:health|dead-letters|ai-days)/;

const description = JSON.parse(
  readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'),
) as Description;

/**
 * Every address the interface describes for reading, so that a route that is added is looked at by itself: with every id
 * there is, every choice there is, and lists also as CSV.
 */
export function everyLook(sights: Sights, administrator: boolean): Look[] {
  return Object.entries(description.paths).flatMap(([template, { get }]) => {
    if (!get || notLookedAt.test(template) || (administrator && operations.test(template))) return [];
    const parameters = get.parameters ?? [];
    const accepts = parameters.some(({ name }) => name === 'cursor') ? ['*/*', 'text/csv'] : ['*/*'];
    return fill(template, sights).flatMap((path) =>
      choicesOf(parameters).flatMap((choice) =>
        accepts.map((accept) => ({ path: `${path}${choice}`, accept })),
      ),
    );
  });
}

function fill(template: string, sights: Sights): string[] {
  const place = /\/([\w-]+)\/\{[^}]+\}/.exec(template);
  if (place === null) return /\{/.test(template) ? [] : [template];
  const [found, word = ''] = place;
  const ids = sights[word] ?? Object.values(sights).flat();
  return ids.flatMap((id) => fill(template.replace(found, `/${word}/${id}`), sights));
}

/** The ways in which a list can be asked for: as it is, and with every word its choices allow. */
function choicesOf(parameters: readonly Parameter[]): string[] {
  const choices = parameters.filter(({ in: where }) => where === 'query');
  return [
    '',
    ...choices.flatMap(({ name, schema }) => (schema?.enum ?? []).map((word) => `?${name}=${word}`)),
  ];
}

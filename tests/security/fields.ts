import * as z from 'zod';

/**
 * Every field of a value, as a path: `answers[].media.url`. What is null or empty in one place and not in another counts as
 * what it is where it is not.
 */
export function fieldsOf(value: unknown): string[] {
  const found = new Set<string>();
  collect(value, '', found);
  return withoutShadows(found);
}

function collect(value: unknown, path: string, found: Set<string>): void {
  if (Array.isArray(value)) {
    found.add(`${path}[]`);
    for (const each of value) collect(each, `${path}[]`, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      collect(inner, path === '' ? key : `${path}.${key}`, found);
  } else found.add(path);
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Every field a contract names, in the same form. */
export function fieldsOfContract(contract: z.ZodType): string[] {
  const root = z.toJSONSchema(contract, { unrepresentable: 'any' }) as Schema;
  const found = new Set<string>();
  const visit = (schema: Schema, path: string): void => {
    const named =
      schema.$ref === undefined ? schema : (root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {});
    if (named.properties) {
      for (const [key, inner] of Object.entries(named.properties))
        visit(inner, path === '' ? key : `${path}.${key}`);
    } else if (named.items || named.prefixItems) {
      found.add(`${path}[]`);
      for (const inner of [...(named.items ? [named.items] : []), ...(named.prefixItems ?? [])])
        visit(inner, `${path}[]`);
    } else if (named.anyOf) for (const inner of named.anyOf) visit(inner, path);
    else found.add(path);
  };
  visit(root, '');
  return withoutShadows(found);
}

/** Leaves out a path where a longer one begins with it. */
function withoutShadows(found: ReadonlySet<string>): string[] {
  const all = [...found];
  return all
    .filter(
      (path) =>
        !all.some(
          (other) => other !== path && (other.startsWith(`${path}.`) || other.startsWith(`${path}[`)),
        ),
    )
    .sort();
}

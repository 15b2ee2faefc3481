import type { OpenAPIObject } from '@nestjs/swagger';

type PathEntry = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathEntry['get']>;

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem; }
h3 { font-size: 1rem; margin: 2rem 0 .25rem; overflow-wrap: anywhere; }
h3 b { display: inline-block; min-width: 4.5rem; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid; border-radius: 4px; }
p, li { max-width: 70ch; }`;

/**
 * The OpenAPI document as one page of plain HTML: no script, nothing from elsewhere, readable with a screen reader.
 *
 * @param nonce lets the page's own style in
 */
export function referencePage(document: OpenAPIObject, nonce: string): string {
  const operations = Object.entries(document.paths).flatMap(([address, entry]) =>
    methods.flatMap((method) => {
      const operation = entry[method];
      return operation ? [operationPart(method, address, operation)] : [];
    }),
  );
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<section aria-labelledby="schema-${escaped(name)}"><h3 id="schema-${escaped(name)}"><code>${escaped(name)}</code></h3><pre tabindex="0">${escaped(JSON.stringify(schema, null, 2))}</pre></section>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>${escaped(document.info.title)}: reference</title><style nonce="${nonce}">${style}</style></head>
<body>
<main>
<h1>${escaped(document.info.title)}: reference</h1>
<p>${escaped(document.info.description ?? '')}</p>
<p>The same for machines: <a href="/api/openapi.json">openapi.json</a></p>
<h2>Routes</h2>
${operations.join('\n')}
<h2>Contracts</h2>
${schemas.join('\n')}
</main>
</body>
</html>`;
}

function operationPart(method: string, address: string, operation: Operation): string {
  const id = `${method}-${address}`;
  const takes =
    operation.requestBody === undefined ? '' : `<li>takes ${contractsIn(operation.requestBody)}</li>`;
  const answers = Object.entries(operation.responses ?? {})
    .filter(([status]) => status !== 'default')
    .map(([status, answer]) => `<li>answers ${escaped(status)} ${contractsIn(answer)}</li>`);
  return `<section aria-labelledby="${escaped(id)}"><h3 id="${escaped(id)}"><b>${method.toUpperCase()}</b> <code>${escaped(address)}</code></h3>
<ul><li>for ${audienceOf(operation)}</li>${takes}${answers.join('')}</ul></section>`;
}

function audienceOf({ security }: Operation): string {
  const schemes = (security ?? []).flatMap((each) => Object.keys(each));
  if (schemes.includes('personal-link')) return 'candidates, with their personal link';
  return schemes.includes('session') ? 'colleagues who are signed in' : 'everybody';
}

/** Links to the contracts that a part of the document names, or its description. */
function contractsIn(part: object | undefined): string {
  if (part === undefined) return '';
  const names = [...JSON.stringify(part).matchAll(/#\/components\/schemas\/([\w.-]+)/g)].map(
    ([, name = '']) => name,
  );
  if (names.length === 0) return 'description' in part ? escaped(String(part.description)) : '';
  return [...new Set(names)].map((name) => `<a href="#schema-${name}"><code>${name}</code></a>`).join(', ');
}

/** The protocol in plain words says of every measure what the definition obliges to, word for word. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { readDefinition } from './definition.ts';
import { MEASURES } from './measures.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../fairness-audits');
const text = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

describe('the protocol', () => {
  const { protocol } = readDefinition(JSON.parse(text('one-way-interviews.audit.json')));
  const parts = new Map(
    text('protocol.md')
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.replaceAll(/\s+/g, ' ')]),
  );

  it.each(MEASURES)(
    'says of %s what is measured, why, for whom, and what a failure obliges to',
    (measure) => {
      const part = parts.get(measure) ?? '';
      for (const word of ['Measured.', 'Why.', 'For whom.']) expect(part).toContain(`**${word}**`);
      expect(part).toContain(`**A failure obliges:** ${protocol[measure]?.obliges ?? 'nothing'}`);
    },
  );
});

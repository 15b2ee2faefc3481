import { choose } from './choice.ts';
import type { Suite } from './suites.ts';

const suite = (name: string): Suite => ({ name, checks: [] });
const suites = [suite('lint'), suite('unit'), suite('integration')];
const namesOf = (args: string[]): string[] => choose(suites, args).chosen.map(({ name }) => name);

describe('choose', () => {
  it('takes everything when nothing is named', () => {
    expect(namesOf([])).toEqual(['lint', 'unit', 'integration']);
  });

  it('keeps the order of the table', () => {
    expect(namesOf(['integration', 'lint'])).toEqual(['lint', 'integration']);
  });

  it('passes on what follows the names', () => {
    expect(choose(suites, ['unit', 'libs/domain', '-t', 'lint']).more).toEqual(['libs/domain', '-t', 'lint']);
  });

  it('names the suites when it is asked for another', () => {
    expect(() => choose(suites, ['units'])).toThrow('The suites are lint, unit, integration.');
  });
});

import { languageTag } from './language-tag';

describe('the language an engine names', () => {
  it.each([
    ['english', 'en'],
    ['Welsh', 'cy'],
    ['de', 'de'],
    ['pt-BR', 'pt-BR'],
    ['haitian creole', 'ht'],
    ['klingon', null],
    [undefined, null],
  ])('%s is %s', (named, tag) => {
    expect(languageTag(named)).toBe(tag);
  });
});

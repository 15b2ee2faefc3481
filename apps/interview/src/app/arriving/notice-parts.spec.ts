import { noticeParts } from './notice-parts';

it('takes a notice apart into headings and paragraphs and loses no word', () => {
  const text = 'Before.\n\n## First\nOne\nline\n\nAnother.\n\n\n## Second\n\nLast.\n';
  expect(noticeParts(text)).toEqual([
    { heading: '', paragraphs: ['Before.'] },
    { heading: 'First', paragraphs: ['One\nline', 'Another.'] },
    { heading: 'Second', paragraphs: ['Last.'] },
  ]);
});

it('shows a notice without headings as it is', () => {
  expect(noticeParts('Only this.')).toEqual([{ heading: '', paragraphs: ['Only this.'] }]);
  expect(noticeParts('')).toEqual([]);
});

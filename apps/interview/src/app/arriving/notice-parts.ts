/** A heading of a notice, empty where the text has none, and the paragraphs below it. */
export interface NoticePart {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

const HEADING = '## ';

/** Takes a notice apart: paragraphs are separated by an empty line, one that begins with `## ` starts with a heading. */
export function noticeParts(text: string): NoticePart[] {
  const parts: { heading: string; paragraphs: string[] }[] = [];
  for (const block of text.split(/\n{2,}/).map((one) => one.trim())) {
    if (block === '') continue;
    const [first = '', ...rest] = block.split('\n');
    const isHeading = first.startsWith(HEADING);
    if (isHeading || parts.length === 0)
      parts.push({ heading: isHeading ? first.slice(HEADING.length) : '', paragraphs: [] });
    const paragraph = isHeading ? rest.join('\n') : block;
    if (paragraph !== '') parts.at(-1)?.paragraphs.push(paragraph);
  }
  return parts;
}

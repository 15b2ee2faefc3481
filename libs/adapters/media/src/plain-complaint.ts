const KEPT_LINES = 5;
const LONGEST = 160;

/**
 * The last things a media tool said, fit for a log: without addresses and paths, without anything in quotes and anything
 * that is not plain English, since a file can carry names and places and have the tool repeat them.
 */
export function plainComplaint(lines: readonly string[]): string {
  const plain = lines.map(plainLine).filter((line) => line !== '');
  return [...new Set(plain)].slice(-KEPT_LINES).join(' | ');
}

function plainLine(line: string): string {
  // Statistics of the run, and what a file says about itself: "title : …".
  if (/^(frame|size)=|^\s*[\w-]+\s+:\s/.test(line)) return '';
  return line
    .replaceAll(/ @ 0x[0-9a-f]+/gi, '')
    .replaceAll(/'[^']*'?|"[^"]*"?|`[^`]*`?|“[^”]*”?/g, '…')
    .replaceAll(/\S*[/\\@]\S*/g, '…')
    .replaceAll(/[^\x20-\x7e…]+/g, '…')
    .slice(0, LONGEST)
    .trim();
}

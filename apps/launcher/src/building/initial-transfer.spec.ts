import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { initialTransferBytes, mustFit } from './initial-transfer.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-transfer-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('counts the page and what it names, each once and as it is sent, and refuses what has grown too large', () => {
  const html =
    '<link rel="modulepreload" href="chunk-a.js"><link href="styles.css"><script src="main.js"></script><script src="main.js"></script><link href="data:,">';
  writeFileSync(path.join(folder, 'index.html'), html);
  writeFileSync(path.join(folder, 'main.js'), 'x'.repeat(5000));
  writeFileSync(path.join(folder, 'main.js.br'), 'x'.repeat(40));
  writeFileSync(
    path.join(folder, 'chunk-a.js'),
    `import{a}from"./chunk-b.js";import("./chunk-later.js");`.padEnd(300),
  );
  writeFileSync(path.join(folder, 'chunk-b.js'), 'x'.repeat(70));
  writeFileSync(path.join(folder, 'styles.css'), 'x'.repeat(20));
  writeFileSync(path.join(folder, 'chunk-later.js'), 'x'.repeat(9000));
  expect(initialTransferBytes(folder)).toBe(html.length + 430);
  expect(() => mustFit('the app', folder, html.length + 430)).not.toThrow();
  expect(() => mustFit('the app', folder, html.length + 429)).toThrow(/allowed are/);
});

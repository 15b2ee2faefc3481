import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isProblemCode, problemSentences, problemStatus } from '@evenhand/contracts';

const root = path.resolve(import.meta.dirname, '../../../..');
const sources = globSync('{libs,apps/api}/**/src/**/*.ts', { cwd: root }).filter(
  (file) => !/generated|\.(spec|fake)\.ts$|\/testing\//.test(file),
);

/** Codes of every class that extends Trouble, directly or not, found where they are written. */
const codes = sources.flatMap((file) => {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/readonly code\b[^=;\n]*= '([^']+)'/g)].map(([, code = '']) => ({ file, code }));
});

/**
 * Troubles of the worker and the revealer end as the error code of a step, those of libs/fairness as words of a command, and why
 * a browser cannot sign never leaves that browser.
 */
const inside = new Set(
  codes
    .filter(({ file }) =>
      /adapters\/(llm|queue|sealing|opening)|stages\/(summarise|seal|prepare|transcribe)|libs\/fairness|console-review\/src\/signing/.test(
        file,
      ),
    )
    .map(({ code }) => code),
);

describe('every error', () => {
  test('is found by this test at all', () => {
    expect(codes.length).toBeGreaterThan(40);
  });

  test('that can reach a browser has its status and its sentence', () => {
    const missing = codes.filter(({ code }) => !isProblemCode(code) && !inside.has(code));
    expect(missing).toEqual([]);
  });

  test('has a sentence that is one', () => {
    for (const [code, status] of Object.entries(problemStatus)) {
      expect([code, status >= 400 && status < 600]).toEqual([code, true]);
    }
    for (const sentence of Object.values(problemSentences)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

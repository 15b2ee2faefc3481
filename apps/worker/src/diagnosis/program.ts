import { createLog } from '@evenhand/platform';
import { UnusableInput } from './input.errors';

/** The program ended as it should, but what it looked at is not in order. */
export const NOT_IN_ORDER = 1;
const BAD_INPUT = 2;

/**
 * Runs a program of the command line: prints what it returns as one JSON object. Input it cannot use is one sentence on the
 * error output and code 2; everything else that goes wrong is code 1.
 *
 * @param work returns what is printed and the code to end with
 */
export async function runProgram(
  help: string,
  work: (args: readonly string[]) => Promise<{ printed: unknown; code: number }>,
): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${help.trim()}\n`);
    return;
  }
  try {
    const { printed, code } = await work(args);
    process.stdout.write(`${JSON.stringify(printed, null, 2)}\n`);
    process.exitCode = code;
  } catch (fault) {
    if (fault instanceof UnusableInput) {
      process.stderr.write(`${fault.message}\n`);
      process.exitCode = BAD_INPUT;
      return;
    }
    createLog('worker', 'error').error({ err: fault }, 'the program failed');
    process.exitCode = NOT_IN_ORDER;
  }
}

import type { Mode } from '../keeping/memory.ts';
import { Complaint } from '../progress.ts';

const MODES: readonly Mode[] = ['demo', 'empty', 'operator'];

/**
 * How to start: as the command line says, else the environment, else as this installation was begun, else as a demo.
 * @throws Complaint about words nobody knows
 */
export function chooseMode(
  args: readonly string[],
  environment: string | undefined,
  remembered: Mode | undefined,
): Mode {
  const unknown = args.find((word) => word !== '--empty');
  if (unknown !== undefined)
    throw new Complaint(`"${unknown}" is not understood; the only option is --empty.`);
  if (args.includes('--empty')) return 'empty';
  if (!environment) return remembered ?? 'demo';
  const mode = MODES.find((known) => known === environment);
  if (!mode) throw new Complaint(`EVENHAND_MODE is "${environment}"; it must be one of ${MODES.join(', ')}.`);
  return mode;
}

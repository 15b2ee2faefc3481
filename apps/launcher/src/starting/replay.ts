import type { ProcessRecord } from '../processes/process-record.ts';
import { freePort } from '../processes/port.ts';
import { SupervisedProcess } from '../processes/supervised-process.ts';
import { inProject, kept } from '../workspace.ts';
import { listens } from './readiness.ts';
import type { Shutdown } from './shutdown.ts';

const SCRIPT = inProject('apps/launcher/src/demo/replay.ts');
const FIRST_PORT = 3390;

/**
 * Starts the server that answers like a model in the demo, with texts written for it.
 * @returns its address, or `undefined` when a model is configured
 */
export async function startReplay(record: ProcessRecord, shutdown: Shutdown): Promise<string | undefined> {
  const modelGiven = Boolean(process.env['OPENAI_BASE_URL'] || process.env['OPENAI_API_KEY']);
  if (modelGiven) return undefined;

  const port = await freePort(FIRST_PORT);
  const replay = new SupervisedProcess(
    {
      name: 'replay',
      script: [SCRIPT],
      environment: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port) },
      logFile: kept('logs', 'replay.log'),
    },
    record,
  );
  shutdown.add('replay', () => replay.stop());
  await replay.start((signal) => listens(port, AbortSignal.any([signal, shutdown.signal])));
  return `http://127.0.0.1:${port}`;
}

import type { ProcessRecord } from '../processes/process-record.ts';
import { SupervisedProcess } from '../processes/supervised-process.ts';
import { inProject, kept } from '../workspace.ts';
import type { ProcessName } from './environment.ts';
import { answersOk } from './readiness.ts';
import type { Shutdown } from './shutdown.ts';

/** In the order of their start; they stop the other way round. */
const ORDER: readonly ProcessName[] = ['worker', 'revealer', 'api'];

/** Starts the three processes side by side; all have to live until the api says that the system is ready. */
export async function startProcesses(
  environments: Readonly<Record<ProcessName, NodeJS.ProcessEnv>>,
  readyUrl: string,
  record: ProcessRecord,
  shutdown: Shutdown,
): Promise<void> {
  const givenUp = new AbortController();
  const ready = answersOk(readyUrl, AbortSignal.any([givenUp.signal, shutdown.signal]));
  const start = async (name: ProcessName): Promise<void> => {
    const plan = {
      name,
      script: [inProject('dist/apps', name, 'main.js')],
      environment: environments[name],
      logFile: kept('logs', `${name}.log`),
    };
    const started = new SupervisedProcess(plan, record);
    shutdown.add(name, () => started.stop());
    await started.start(() => ready);
  };
  try {
    await Promise.all(ORDER.map(start));
  } finally {
    givenUp.abort();
  }
}

import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

import { searchForCanary } from './canary.ts';
import { differencesOf, type Difference } from './comparison.ts';
import type { Plant } from './plants.ts';
import { keepPrograms, run, type Ports, type Received, type RunPlan } from './run.ts';
import { variations, type Variation } from './scenario.ts';

/** Nothing, to see that the script gives the same at all; then each thing for itself. */
export const changesOneByOne = [
  'nothing',
  'ai-output',
  'accommodations',
  'ai-consent',
  'self-identification',
] as const;

/** What came of comparing. */
export interface Verdict {
  readonly equal: boolean;
  /** Answers that were compared, in all runs. */
  readonly responses: number;
  readonly differences: readonly Difference[];
}

/** What came of one trial, and what was received in its first run. */
export interface Trial {
  readonly verdict: Verdict;
  readonly first: Received;
}

export interface TrialPlan {
  /** What is changed; each is compared with a run in which nothing is. */
  readonly changes: readonly Variation[];
  readonly plants?: readonly Plant[];
  /** Whether the script ends when reviewers may begin. */
  readonly short?: boolean;
  readonly say?: (line: string) => void;
}

/** Runs the script once as usual, searching for what the machine said, and once for every change, and compares. */
export async function tryOut({
  changes,
  plants = [],
  short = false,
  say = () => undefined,
}: TrialPlan): Promise<Trial> {
  const programs = keepPrograms();
  try {
    const ports = await freePorts();
    const timed = async (variation: Variation, inspect: RunPlan['inspect'] = nothing): Promise<Received> => {
      const from = performance.now();
      const plan = { scenario: variations[variation], plants, short, inspect };
      const received = await run(programs.folder, ports, plan);
      const seconds = Math.round((performance.now() - from) / 1000);
      say(`${variation}: ${received.answers.length} answers in ${seconds} s`);
      return received;
    };
    const differences: Difference[] = [];
    const first = await timed('nothing', async (setting, letters, when) => {
      const { found, places } = await searchForCanary(setting, letters);
      if (when === 'before') differences.push(...found);
      else if (!found.some(({ where }) => where.startsWith('review.reveal.')))
        throw new Error('The search does not even find what was revealed.');
      say(`Searched ${places} places ${when} reveal.`);
    });
    let responses = first.answers.length;
    for (const change of changes) {
      const other = await timed(change);
      if (!short) prove(change, first, other);
      responses += other.answers.length;
      const found = differencesOf(first, other);
      differences.push(...found.map((one) => ({ ...one, where: `${change}: ${one.where}` })));
    }
    return { verdict: { equal: differences.length === 0, responses, differences }, first };
  } finally {
    programs.drop();
  }
}

const nothing = (): Promise<void> => Promise.resolve();

/** A change that changed nothing proves nothing. */
function prove(change: Variation, first: Received, other: Received): void {
  const changesSummaries = change !== 'nothing' && change !== 'self-identification';
  const [one, two] = [JSON.stringify(first.shown), JSON.stringify(other.shown)];
  if (changesSummaries === (one === two))
    throw new Error(
      `${change}: what was revealed in the end should ${changesSummaries ? '' : 'not '}differ: ${one}, ${two}.`,
    );
}

async function freePorts(): Promise<Ports> {
  const servers = [createServer(), createServer()].map((server) => server.listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const [recorder = 0, machine = 0] = servers.map(portOf);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return { recorder, machine };
}

function portOf(server: Server): number {
  const address = server.address();
  return address === null || typeof address === 'string' ? 0 : address.port;
}

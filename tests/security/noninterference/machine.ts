import type pg from 'pg';

import { startFakeOpenAi, type FakeOpenAi, type PlannedAnswer } from '../../support/fake-openai-server.ts';
import { answerLikeAModel } from '../../support/model-answers.ts';
import type { CandidateName, Scenario } from './scenario.ts';

/** The engines, as a server of our own at their address, and what they said. */
export interface Machine {
  readonly server: FakeOpenAi;
  /** Whose interview it is asked about from now on. */
  attend(candidate: CandidateName): void;
}

/**
 * @param port the same in every run, since the readiness check names it
 * @param owner where it is written down what the machine said, so that planted leaks have something to leak; nobody else
 * reads it
 */
export async function startMachine(
  port: number,
  owner: pg.Client,
  { levels, words }: Scenario,
): Promise<Machine> {
  const server = await startFakeOpenAi(port);
  let attended: CandidateName = 'robin';
  const planners = new Map<CandidateName, (call: never) => PlannedAnswer>();
  for (const [candidate, level] of Object.entries(levels) as [CandidateName, 1 | 2 | 3 | 4 | 5][]) {
    const into = {
      ...server,
      answer: (_: unknown, planner: unknown) => planners.set(candidate, planner as never),
    } as FakeOpenAi;
    answerLikeAModel(into, level, words);
  }
  server.answer('responses', (call) => {
    const after = owner.query('INSERT INTO noninterference.heard VALUES ($1, $2, $3)', [
      attended,
      levels[attended],
      words,
    ]);
    return { ...planners.get(attended)?.(call as never), after };
  });
  return {
    server,
    attend: (candidate) => {
      attended = candidate;
    },
  };
}

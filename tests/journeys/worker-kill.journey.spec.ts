import { asOwner } from '../support/screening-rows.ts';
import { workerKillConformance } from './worker-kill.conformance.ts';

workerKillConformance('PostgreSQL', () =>
  Promise.resolve({
    settings: {},
    empty: () => asOwner((owner) => owner.query('TRUNCATE queue.job CASCADE')),
    stop: () => Promise.resolve(),
  }),
);

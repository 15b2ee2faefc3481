import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

import type * as Ledger from '@evenhand/ledger';

import { Complaint } from '../progress.ts';
import { inProject } from '../workspace.ts';

const BUNDLE = inProject('dist/apps/launcher/ledger.js');

/** The library that signs and checks, as the build leaves it: Node cannot run its sources as they are. @throws Complaint */
export async function ledger(): Promise<typeof Ledger> {
  if (!existsSync(BUNDLE)) throw new Complaint('Build the programs first: npm run build');
  return (await import(pathToFileURL(BUNDLE).href)) as typeof Ledger;
}

import { Complaint } from '../progress.ts';

const NEEDED_NODE = 26;

/** @throws Complaint when this machine cannot run the product */
export function checkMachine(): void {
  if (process.platform === 'win32')
    throw new Complaint('Evenhand runs on Linux and macOS; on Windows use WSL 2.');
  if (Number.parseInt(process.versions.node, 10) < NEEDED_NODE) {
    throw new Complaint(
      `Evenhand needs Node ${NEEDED_NODE} and brings it along, but this is Node ${process.versions.node}. ` +
        'Start it with `npm start` after `npm ci` (without --omit=optional).',
    );
  }
}

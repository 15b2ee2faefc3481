import type { Claim, Result, Trust } from '@evenhand/ledger';
import { judgePack, NOT_PROVED, readPack } from '@evenhand/ledger';
import type { Arguments } from './arguments';
import type { Outcome } from './outcome';
import type { Outside } from './outside';
import { Unreadable } from './unreadable.errors';

/** Judges the pack in a file. @throws Unreadable */
export async function reportOnPack(file: string, args: Arguments, outside: Outside): Promise<Outcome> {
  const pack = await readPack(bytesIn(file, outside));
  if (!pack.ok) throw new Unreadable(pack.where, pack.reason);
  const claims = await judgePack(pack.value, trustOf(args));
  const stdout = args.json ? `${JSON.stringify({ claims })}\n` : inWords(claims);
  return { code: codeOf(claims.map(({ result }) => result)), stdout, stderr: '' };
}

export const trustOf = ({ logKey, witnessKeys }: Arguments): Trust => ({
  ...(logKey && { logKey }),
  witnessKeys,
});

/** A claim that fails outweighs one that cannot be judged. */
export function codeOf(results: readonly Result[]): 0 | 1 | 3 {
  if (results.includes('fail')) return 1;
  return results.includes('cannot tell') ? 3 : 0;
}

async function* bytesIn(file: string, outside: Outside): AsyncIterable<Uint8Array> {
  try {
    yield* outside.read(file);
  } catch (fault) {
    throw new Unreadable(file, `cannot be read (${(fault as NodeJS.ErrnoException).code ?? 'fault'})`);
  }
}

const MEANS: Readonly<Record<Claim['id'], string>> = {
  V1: 'the log is whole and signed',
  V2: 'every run sealed once',
  V3: 'scorecards signed after the seal',
  V4: 'people first, in order',
  V5: 'what was opened is what was sealed',
  V6: 'nothing opened before locked',
  V7: 'every later change marked',
  V8: 'nobody left out',
  V9: 'witnessed from outside',
};

function inWords(claims: readonly Claim[]): string {
  const lines = claims.map(({ id, result, where, reason }) => {
    const said = where === '' ? reason : `${where} ${reason}.`;
    return `${id} ${result.padEnd(14)} ${MEANS[id].padEnd(34)} ${said}\n`;
  });
  return `${lines.join('')}\nEven where every claim passes:\n${NOT_PROVED.map((line) => `  ${line}\n`).join('')}`;
}

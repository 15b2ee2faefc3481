import { judgeReceipt } from '@evenhand/ledger';
import type { Arguments } from './arguments';
import type { Outcome } from './outcome';
import type { Outside } from './outside';
import { codeOf, trustOf } from './pack-report';
import { Unreadable } from './unreadable.errors';

/** `receipt`: whether what a receipt says is in the log. @throws Unreadable */
export async function reportOnReceipt(args: Arguments, outside: Outside): Promise<Outcome> {
  const judged = await judgeReceipt(await outside.input(), trustOf(args));
  if (!judged.ok) throw new Unreadable(judged.where, judged.reason);
  const { result, where, reason, entry, index, proves } = judged.value;
  const said = where === '' ? reason : `${where} ${reason}.`;
  const stdout = args.json
    ? JSON.stringify({ result, where, reason, index, entry, proves })
    : `${result}: ${said}\n${proves}`;
  return { code: codeOf([result]), stdout: `${stdout}\n`, stderr: '' };
}

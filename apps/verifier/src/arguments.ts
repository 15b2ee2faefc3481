import { parseArgs } from 'node:util';
import type { VerifierKey } from '@evenhand/ledger';
import { parseVerifierKey } from '@evenhand/ledger';
import { Unreadable } from './unreadable.errors';

export interface Arguments {
  readonly help: boolean;
  readonly json: boolean;
  /** The command or the file, and what follows. */
  readonly words: readonly string[];
  readonly keys: readonly VerifierKey[];
  readonly logKey: VerifierKey | undefined;
  readonly witnessKeys: readonly VerifierKey[];
  readonly state: string | undefined;
  readonly keyFile: string | undefined;
  readonly name: string | undefined;
}

/** @throws Unreadable */
export function readArguments(args: readonly string[]): Arguments {
  const { positionals, values } = parsed(args);
  const logKey = values['log-key'];
  return {
    help: values.help,
    json: values.json,
    words: positionals,
    keys: values.key.map((key) => readKey(key, '--key')),
    logKey: logKey === undefined ? undefined : readKey(logKey, '--log-key'),
    witnessKeys: values['witness-key'].map((key) => readKey(key, '--witness-key')),
    state: values.state,
    keyFile: values['key-file'],
    name: values.name,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        key: { type: 'string', multiple: true, default: [] },
        'log-key': { type: 'string' },
        'witness-key': { type: 'string', multiple: true, default: [] },
        state: { type: 'string' },
        'key-file': { type: 'string' },
        name: { type: 'string' },
      },
    });
  } catch (fault) {
    const [reason = ''] = (fault as Error).message.split('. ');
    throw new Unreadable('command line', `is not understood: ${reason}`);
  }
}

/** @throws Unreadable */
export function readKey(text: string, where: string): VerifierKey {
  const key = parseVerifierKey(text);
  if (!key.ok) throw new Unreadable(where, `is no verifier key: its ${key.where} ${key.reason}`);
  return key.value;
}

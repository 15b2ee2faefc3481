import { createInterface } from 'node:readline';

import type { SchemaEngine } from '@prisma/schema-engine-wasm';

import { openEngine } from './wasm-engine.ts';

interface Request {
  readonly id: number;
  readonly method?: string;
  readonly params?: unknown;
}

/** Answers JSON-RPC requests, one a line and one at a time, until the input ends. */
export async function serve(
  url: string,
  modelFiles: readonly string[],
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<void> {
  const send = (message: object): void =>
    void output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  let engine: Promise<SchemaEngine> | undefined;

  for await (const line of createInterface({ input })) {
    const { id, method, params } = JSON.parse(line) as Request;
    if (method === undefined) continue; // the CLI's receipt for something we asked it to print
    try {
      const result = await perform(await (engine ??= openEngine(url, modelFiles)), method, params);
      const text = textToPrint(method, result);
      if (text !== undefined) send({ id: -1, method: 'print', params: { content: text } });
      send({ id, result: result ?? null });
    } catch (fault) {
      send({ id, error: describe(fault) });
    }
  }
}

async function perform(engine: SchemaEngine, method: string, params: unknown): Promise<unknown> {
  if (method === 'getDatabaseVersion') return engine.version();
  const call: unknown = Reflect.get(engine, method);
  if (typeof call !== 'function') throw new Error(`The WASM schema engine has no method ${method}.`);
  return Reflect.apply(call, engine, [params]);
}

/** The native engine asks the CLI to print a diff; the WASM engine returns the text instead. */
function textToPrint(method: string, result: unknown): string | undefined {
  if (method !== 'diff' || typeof result !== 'object' || result === null || !('stdout' in result))
    return undefined;
  return typeof result.stdout === 'string' && result.stdout !== ''
    ? result.stdout.replace(/\n$/, '')
    : undefined;
}

/** An engine error as the CLI expects it. The message carries a Rust trace after its first lines, which is cut. */
function describe(fault: unknown): object {
  const {
    message = String(fault),
    code,
    meta,
  } = (fault ?? {}) as { message?: string; code?: string; meta?: unknown };
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: {
      is_panic: false,
      message: message.split('\n   0: ')[0],
      error_code: code ?? null,
      meta: meta ?? null,
    },
  };
}

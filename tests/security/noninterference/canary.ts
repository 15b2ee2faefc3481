import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import pg from 'pg';

import type { ArrivedLetter } from '../../support/smtp-server.ts';
import type { Difference } from './comparison.ts';
import type { Setting } from './run.ts';

/** Where something was searched for, and what lay there. */
interface Place {
  readonly where: string;
  readonly text: string;
}

/** How a score is written wherever the machine's output is kept. */
const score = '"(level|score)"\\s*:\\s*[1-5]([^0-9]|$)';

/** The ways in which words are written: as they are, in hexadecimal, and in base64 beginning at each of three places. */
export function spellingsOf(words: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(words)]);
    // What the first and last characters are depends on the neighbours.
    return bytes
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : shift + 1, -1);
  });
  return [words, Buffer.from(words).toString('hex'), encodeURIComponent(words), ...base64];
}

/**
 * Searches for what the machine said wherever it must not be, at a moment when nothing was revealed yet: logs, files,
 * queue messages, letters, answers, and every column any role of the database can read.
 *
 * @returns where it was found, and how many places were looked at
 */
export async function searchForCanary(
  setting: Setting,
  letters: readonly ArrivedLetter[],
): Promise<{ found: Difference[]; places: number }> {
  const { words } = setting.scenario;
  const spellings = spellingsOf(words);
  const pattern = new RegExp(score);
  const places = [...textsOf(setting, letters), ...filesOf(setting.stack.folder), ...(await queued(setting))];
  const found = places
    .filter(({ text }) => spellings.some((one) => text.includes(one)) || pattern.test(text))
    .map(({ where, text }) => finding(where, text, spellings));
  const tables = await columnsHolding(setting, spellings);
  return { found: [...found, ...tables.found], places: places.length + tables.columns };
}

function finding(where: string, text: string, spellings: readonly string[]): Difference {
  const at = Math.max(0, ...spellings.map((one) => text.indexOf(one)), text.search(new RegExp(score)));
  return { kind: 'canary', where, one: 'nothing', other: text.slice(Math.max(0, at - 60), at + 60) };
}

function textsOf({ stack, recorder }: Setting, letters: readonly ArrivedLetter[]): Place[] {
  return [
    ...(['api', 'worker', 'revealer'] as const).map((program) => ({
      where: `log of the ${program}`,
      text: stack.log(program),
    })),
    ...letters.map((letter) => ({ where: `letter to ${letter.to}`, text: JSON.stringify(letter) })),
    ...recorder.answers.map(({ who, method, path: address, headers, body }) => ({
      where: `answer to ${who}: ${method} ${address}`,
      text: `${headers.join('\n')}\n${body.toString('latin1')}`,
    })),
  ];
}

/** Everything the programs wrote beside their logs, recordings included. */
function filesOf(folder: string): Place[] {
  return globSync('**/*', { cwd: folder })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile() && path.extname(file) !== '.log')
    .map((file) => ({ where: `file ${path.relative(folder, file)}`, text: readFileSync(file, 'latin1') }));
}

/** Copies of all that was ever put into the queue. */
async function queued({ database }: Setting): Promise<Place[]> {
  const { rows } = await database.owner.query<{ text: string }>(
    'SELECT message::text AS text FROM noninterference.queued',
  );
  if (rows.length === 0) throw new Error('No message of the queue was seen: the search would find nothing.');
  return rows.map(({ text }) => ({ where: 'message of the queue', text }));
}

/** Searches every column of every table and view as every role that can read it. */
async function columnsHolding(
  { database }: Setting,
  spellings: readonly string[],
): Promise<{ found: Difference[]; columns: number }> {
  const found: Difference[] = [];
  let columns = 0;
  for (const [variable, url] of Object.entries(database.addresses)) {
    const client = new pg.Client(url);
    await client.connect();
    try {
      const { rows } = await client.query<{ place: string; column: string }>(readable);
      columns += rows.length;
      for (const { place, column } of rows) {
        const text = `${pg.escapeIdentifier(column)}::text`;
        const { rows: hits } = await client.query<{ text: string }>(
          `SELECT ${text} AS text FROM ${place}
           WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS w WHERE strpos(${text}, w) > 0) OR ${text} ~ $2 LIMIT 1`,
          [spellings, score],
        );
        if (hits[0]) found.push(finding(`${place}.${column}, read by ${variable}`, hits[0].text, spellings));
      }
    } finally {
      await client.end();
    }
  }
  if (columns < 100) throw new Error(`Only ${columns} columns can be read: too few to believe.`);
  return { found, columns };
}

const readable = `
  SELECT format('%I.%I', n.nspname, c.relname) AS place, a.attname AS column
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'noninterference')
    AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
  ORDER BY 1, 2`;

import type { PromptRef } from '@evenhand/contracts-verdict';
import { digestOfJson } from '@evenhand/ledger';
import { releasedPrompts } from './released-prompts';

/** The prompts in use. */
export const extractPrompt = releasedPrompts['extract-quotes/v1'];
export const ratePrompt = releasedPrompts['rate-criterion/v1'];

export type Prompt = typeof extractPrompt | typeof ratePrompt;

export const refOf = ({ id, version, hash }: Prompt): PromptRef => ({ id, version, hash });
/** Prompts of a run, in the order they are used; what a plan declares. */
export const promptsInUse: readonly PromptRef[] = [refOf(extractPrompt), refOf(ratePrompt)];

/** Both prompts as one, for the summary: their names together and the digest of the list in the plan. */
export const promptOfSummary = {
  id: promptsInUse.map(({ id }) => id).join('+'),
  version: promptsInUse.map(({ version }) => version).join('+'),
  hash: digestOfJson(promptsInUse),
};

/**
 * Fills a prompt's blanks. What is filled in is never looked at again, so a transcript that holds blanks of its own
 * changes nothing.
 */
export function filled(template: string, blanks: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => {
    const words = blanks[name];
    if (words === undefined) throw new Error(`The prompt has a blank ${name} that nothing is known for.`);
    return words;
  });
}

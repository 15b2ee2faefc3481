/** What a model is asked, as far as a stand-in needs it. */
interface Asked {
  readonly system: string;
  readonly user: string;
  readonly schemaName: string;
}

/** What was written beforehand for one case. */
export interface Authored {
  readonly quotes: readonly unknown[];
  readonly levels: readonly (number | null)[];
  readonly statement: string;
}

/** A stand-in for a model: it says what was written for the purpose, and remembers what it was shown. */
export class AuthoredModel {
  readonly shown: string[] = [];
  readonly #authored: Authored;
  #rated = 0;

  constructor(authored: Authored) {
    this.#authored = authored;
  }

  engine(): { provider: string; model: string; dialect: 'chat' } {
    return { provider: 'authored', model: 'authored', dialect: 'chat' };
  }

  holdMs(): number {
    return 0;
  }

  ask({ user, schemaName }: Asked): Promise<unknown> {
    this.shown.push(user);
    const usage = { inputTokens: Math.ceil(user.length / 4), outputTokens: 60 };
    if (schemaName === 'extract-quotes') {
      return Promise.resolve({ kind: 'answer', json: { quotes: this.#authored.quotes }, usage });
    }
    const { levels, statement } = this.#authored;
    const level = levels[this.#rated++ % levels.length] ?? null;
    const json = { evidence: [{ quoteIds: ['Q1'], sentence: statement }], level };
    return Promise.resolve({ kind: 'answer', json, usage });
  }
}

/** What a model costs, in the currency of the price list. */
export interface Price {
  /** For a million tokens. */
  readonly input: number;
  readonly output: number;
  /** For a minute of sound. */
  readonly minute: number;
}

/** What was used of it. */
export interface Used {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly audioSeconds?: number | undefined;
}

export type PriceList = ReadonlyMap<string, Price>;

/**
 * Reads a price list: `model=input/output` for tokens by the million, `model=minute` for sound, separated by commas or
 * spaces, for example `gpt-6-luna=0.10/0.50, gpt-transcribe=0.0045`.
 *
 * @returns null when it cannot be read
 */
export function priceListOf(text: string): PriceList | null {
  const prices = new Map<string, Price>();
  for (const entry of text.split(/[,\s]+/).filter((one) => one !== '')) {
    const [, model, first, second] = /^([^=]+)=(\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?$/.exec(entry) ?? [];
    if (model === undefined || first === undefined || prices.has(model)) return null;
    const sound = second === undefined;
    prices.set(model, {
      input: sound ? 0 : Number(first),
      output: sound ? 0 : Number(second),
      minute: sound ? Number(first) : 0,
    });
  }
  return prices;
}

/** Millionths of the currency, rounded up; null when the list has no price for the model. */
export function costMicrosOf(prices: PriceList, model: string, used: Used): number | null {
  const price = prices.get(model);
  if (!price) return null;
  const { inputTokens = 0, outputTokens = 0, audioSeconds = 0 } = used;
  const micros =
    price.input * inputTokens + price.output * outputTokens + (price.minute * 1e6 * audioSeconds) / 60;
  // Sums of decimal prices are off by a hair; that must not cost a millionth.
  return Math.max(0, Math.ceil(micros - 1e-6));
}

import { costMicrosOf, priceListOf } from './prices';

describe('a price list', () => {
  const prices = priceListOf('gpt-6-luna=0.10/0.50, gpt-transcribe=0.0045');

  it('gives the cost of tokens and of minutes in millionths', () => {
    if (!prices) throw new Error('not read');
    expect(costMicrosOf(prices, 'gpt-6-luna', { inputTokens: 2_000, outputTokens: 1_500 })).toBe(950);
    expect(costMicrosOf(prices, 'gpt-transcribe', { audioSeconds: 3_600 })).toBe(270_000);
    expect(costMicrosOf(prices, 'gpt-transcribe', { audioSeconds: 1 })).toBe(75);
    expect(costMicrosOf(prices, 'gpt-6-luna', {})).toBe(0);
  });

  it('knows nothing of other models', () => {
    expect(prices && costMicrosOf(prices, 'another', { inputTokens: 1 })).toBeNull();
    expect(priceListOf('')).toEqual(new Map());
  });

  it.each(['model', 'model=', 'model=cheap', 'model=1/2/3', '=1', 'm=1,m=2', 'm=-1'])('is not %j', (text) => {
    expect(priceListOf(text)).toBeNull();
  });
});

import type { NoSummaryReason } from '@evenhand/contracts-verdict';

/** A run that ends without a summary: an outcome, caught in this library and never shown. Carries nothing a model said. */
export class EndsWithoutSummary extends Error {
  constructor(readonly reason: NoSummaryReason) {
    super(reason);
  }
}

import type { Adjustment, NewAccommodation } from '@evenhand/contracts';

import { ApiSession, type StepReport } from '../journey/api-session.ts';

/** What candidates of the demo ask for. What is small is granted at once; the rest waits for the officer. */
const asked: readonly { readonly name: string; readonly wishes: Adjustment[]; readonly note: string }[] = [
  {
    name: 'Sam Whitfield',
    wishes: [
      { dial: 'preparation', times: 2 },
      { dial: 'pauses', seconds: 14_400 },
    ],
    note: '',
  },
  {
    name: 'Kim Seo-yeon',
    wishes: [{ dial: 'live-conversation' }],
    note: 'A telephone call would be fine too.',
  },
  {
    name: 'Alex Roth',
    wishes: [
      { dial: 'questions-in-advance' },
      { dial: 'answer-time', times: 3 },
      { dial: 'answer-kinds', kinds: ['sign-language'], track: 'interpreter' },
    ],
    note: 'My interpreter has time on Thursday afternoon.',
  },
];

/**
 * Asks as those candidates would from their browsers.
 *
 * @param secretOf secret of somebody's personal link
 */
export async function askForAccommodations(
  base: string,
  report: (step: StepReport) => void,
  secretOf: (name: string) => string,
): Promise<void> {
  for (const { name, wishes, note } of asked) {
    const portal = new ApiSession(base, report, secretOf(name));
    const wanted: NewAccommodation = { wishes, note };
    await portal.call('ask for an accommodation', 'POST', '/api/portal/accommodations', wanted);
  }
}

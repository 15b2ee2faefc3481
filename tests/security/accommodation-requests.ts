import type { OwnAccommodations } from '@evenhand/contracts';

import type { RightRequest } from './route-requests.ts';
import type { SceneCandidate, WholeScene } from './whole-scene.ts';

type Maker = () => Promise<RightRequest> | RightRequest;

const own = '/api/portal/accommodations';
const conversation = { wishes: [{ dial: 'live-conversation' }] };

/** Requests of candidates and officers that are right in everything but, perhaps, who sends them. */
export function accommodationRequests(scene: WholeScene): Readonly<Record<string, Maker>> {
  const { session: officer } = scene.people.accommodation_officer;
  const asked = async (): Promise<{ candidate: SceneCandidate; id: string }> => {
    const candidate = await scene.begun();
    const { requests } = await candidate.portal.call<OwnAccommodations>('ask', 'POST', own, conversation);
    return { candidate, id: requests[0]?.id ?? '' };
  };
  const policy = { everybody: [], atOnce: [{ dial: 'pauses', seconds: 3600 }], answerWithinHours: 24 };
  const pausing = async (): Promise<SceneCandidate> => {
    const candidate = await scene.begun();
    await candidate.portal.call('ask', 'POST', own, { wishes: [{ dial: 'pauses', seconds: 3600 }] });
    return candidate;
  };
  return {
    [`POST ${own}`]: async () => ({ path: own, body: conversation, secret: (await scene.begun()).secret }),
    [`POST ${own}/pause`]: async () => ({ path: `${own}/pause`, secret: (await pausing()).secret }),
    [`POST ${own}/{id}/withdraw`]: async () => {
      const { candidate, id } = await asked();
      return { path: `${own}/${id}/withdraw`, secret: candidate.secret };
    },
    [`PUT ${own}/{id}/details`]: async () => {
      const { candidate, id } = await asked();
      const question = { text: 'How long can you look at a screen?' };
      await officer.call('question', 'POST', `/api/accommodations/${id}/question`, question);
      return { path: `${own}/${id}/details`, body: { text: 'Half an hour.' }, secret: candidate.secret };
    },
    'GET /api/accommodations/{id}': async () => ({ path: `/api/accommodations/${(await asked()).id}` }),
    'POST /api/accommodations/{id}/question': async () => ({
      path: `/api/accommodations/${(await asked()).id}/question`,
      body: { text: 'How long can you look at a screen?' },
    }),
    'POST /api/accommodations/{id}/decision': async () => ({
      path: `/api/accommodations/${(await asked()).id}/decision`,
      body: { grants: [{ dial: 'extra-takes', takes: 3 }], reply: 'Of course.' },
    }),
    'PUT /api/accommodation-policy': () => ({ path: '/api/accommodation-policy', body: policy }),
  };
}

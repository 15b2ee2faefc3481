import type { RevealView } from '@evenhand/contracts-verdict';
import { sideBySide } from './side-by-side';

const key = { questionId: 'q', criterionId: 'c' };
const card = (reviewerId: string, rating: number | null): RevealView['scorecards'][number] => ({
  reviewerId,
  reviewer: reviewerId,
  own: reviewerId === 'me',
  seat: 'required',
  ratings: [{ ...key, rating }],
});
const view = (change: Partial<RevealView>): RevealView => ({
  interviewId: 'i',
  round: 1,
  requisition: { id: 'r', title: 'Job', synthetic: false },
  candidateName: null,
  revealedAt: '',
  lockedAt: '',
  answers: [
    {
      questionId: 'q',
      question: '?',
      criteria: [{ id: 'c', name: 'Clarity', anchors: [] }],
      text: 'x',
      media: null,
      transcript: [],
      captions: null,
    },
  ],
  scorecards: [card('me', 3), card('you', 4)],
  medians: [{ ...key, rating: 3.5 }],
  revisions: [],
  summary: null,
  decision: null,
  may: { revise: true, decide: false },
  ...change,
});

describe('sideBySide', () => {
  it('puts people, median and AI beside each other, and keeps the locked rating beside its revisions', () => {
    const revision = { ...key, id: 'v', reviewerId: 'me', reviewer: 'me', reason: 'Missed it.' };
    const revisions = [
      { ...revision, rating: 4, createdAt: '1' },
      { ...revision, rating: 5, createdAt: '2' },
    ];
    const [row] = sideBySide(view({ revisions }), 'q');
    expect(row).toMatchObject({ name: 'Clarity', median: 3.5, summary: null, apart: false });
    expect(row?.people[0]).toMatchObject({ own: true, locked: 3, revisions: [{ rating: 5 }, { rating: 4 }] });
    expect(row?.people[1]?.revisions).toEqual([]);
  });

  it('marks a difference of two between people, or between people and the AI', () => {
    const apart = (change: Partial<RevealView>) => sideBySide(view(change), 'q')[0]?.apart;
    expect(apart({ scorecards: [card('me', 2), card('you', 4)] })).toBe(true);
    const criteria = [{ ...key, score: 1, abstention: null, statement: '', quotes: [] }];
    expect(
      apart({ summary: { v: 1, kind: 'summary', origin: 'model', model: 'm', prompt: null, criteria } }),
    ).toBe(true);
    expect(apart({ scorecards: [card('me', null), card('you', 4)] })).toBe(false);
  });
});

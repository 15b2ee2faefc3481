import type { LooseMaterial, LooseSummary } from '@evenhand/stages/summarise';

/** A summary and its steps as they are printed, answer by answer. */
export function wordsOf(summary: LooseSummary, { questions, answers }: LooseMaterial) {
  const { plan, reason, usage } = summary;
  const outcome = reason !== null ? 'no-summary' : plan.origin === 'keywords' ? 'passages' : 'summary';
  return {
    outcome,
    reason,
    label: labels[outcome],
    model: plan.model,
    prompts: plan.prompts,
    samples: plan.samples,
    answers: questions.map(({ id: questionId }) => {
      const reading = summary.readings.find((one) => one.questionId === questionId);
      return {
        questionId,
        language: answers.find((one) => one.questionId === questionId)?.language ?? null,
        normalised: reading?.normalised ?? null,
        redacted: reading?.redacted ?? null,
        flagged: reading?.flagged ?? [],
        sentences: reading?.sentences ?? [],
        criteria: summary.criteria
          .filter((criterion) => criterion.questionId === questionId)
          .map((criterion) => criterionWords(criterion, outcome)),
      };
    }),
    usage,
  };
}

type Outcome = keyof typeof labels;
const labels = {
  summary: 'Written by the configured model. A person judges first; this is for diagnosis only.',
  passages: "Passages that mention this criterion's words. No model is configured, so there are no scores.",
  'no-summary': 'No summary; the reason says why.',
};

function criterionWords(criterion: LooseSummary['criteria'][number], outcome: Outcome) {
  const { criterionId, given, samples, score, abstention, statement, quotes } = criterion;
  return {
    criterionId,
    quotes: given && {
      accepted: given.accepted.map(({ shown, read }) => ({ ...shown, read })),
      rejected: given.rejected.map(({ words, reason }) => ({ words, reason })),
    },
    samples,
    score,
    abstention,
    statement,
    passages: outcome === 'passages' ? quotes : [],
  };
}

import { PacketAnswer, Segments, Spans, Waveform } from '@evenhand/contracts';
import type { Template } from '@evenhand/domain';

/** A row of review.exhibit. */
export interface ExhibitRow {
  readonly questionId: string | null;
  readonly text: string | null;
  readonly mediaKey: string | null;
  readonly mediaType: string | null;
  readonly posterKey: string | null;
  readonly durationMs: number | null;
  readonly peaks: unknown;
  readonly silences: unknown;
  readonly segments: unknown;
  readonly captionsVtt: string | null;
}

const clarificationTitle = 'Anything else the candidate wanted to say';

/**
 * The answers of a packet, in the template's order, the clarification last. An allow-list: each field is named here, so
 * nothing else an exhibit may hold one day can slip through.
 *
 * @param linkTo makes a short-lived address of a stored file
 */
export function packetAnswers(
  template: Template,
  exhibits: readonly ExhibitRow[],
  linkTo: (key: string, type: string) => string,
): PacketAnswer[] {
  const byQuestion = new Map(exhibits.map((exhibit) => [exhibit.questionId, exhibit]));
  const answers = template.questions.map((question) =>
    answer(question.id, question.text, [...question.criteria], byQuestion.get(question.id), linkTo),
  );
  const clarification = byQuestion.get(null);
  return clarification ? [...answers, answer(null, clarificationTitle, [], clarification, linkTo)] : answers;
}

function answer(
  questionId: string | null,
  question: string,
  criteria: Template['questions'][number]['criteria'],
  exhibit: ExhibitRow | undefined,
  linkTo: (key: string, type: string) => string,
): PacketAnswer {
  return PacketAnswer.parse({
    questionId,
    question,
    criteria,
    text: exhibit?.text ?? null,
    media: exhibit ? media(exhibit, linkTo) : null,
    transcript: Segments.parse(exhibit?.segments ?? []),
    captions: exhibit?.captionsVtt ?? null,
  });
}

function media(exhibit: ExhibitRow, linkTo: (key: string, type: string) => string): PacketAnswer['media'] {
  if (exhibit.mediaKey === null || exhibit.mediaType === null || exhibit.durationMs === null) return null;
  return {
    url: linkTo(exhibit.mediaKey, exhibit.mediaType),
    type: exhibit.mediaType,
    posterUrl: exhibit.posterKey === null ? null : linkTo(exhibit.posterKey, 'image/jpeg'),
    durationMs: exhibit.durationMs,
    waveform: Waveform.parse(exhibit.peaks),
    silences: Spans.parse(exhibit.silences ?? []),
  };
}

/** What is hidden and what opens it: a sentence of the template alone, the same for every interview of it. */
export function sealedSentence(template: Template): string {
  const what = 'Colleagues’ ratings and any AI summary stay sealed.';
  // An interview with one required scorecard may have got a second reader, which nobody is to know.
  const when =
    template.requiredScorecards === 1
      ? 'every required scorecard is locked'
      : `all ${template.requiredScorecards} required scorecards are locked`;
  return template.revealRule === 'all-locked'
    ? `${what} They open when ${when}.`
    : `${what} They open when the recruiter has closed the cohort and every interview in it is locked.`;
}

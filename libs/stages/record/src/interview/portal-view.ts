import type { Prisma } from '@evenhand/adapters/database';
import type { PortalQuestion, PortalView, TakeView } from '@evenhand/contracts';
import type { MediaLinks, Question } from '@evenhand/domain';
import type { Notice } from '../consent/current-notice';
import type { RecordRules } from '../record.config';
import { uploadsPath } from '../takes/uploads-path';
import { promisedBy } from './promise';
import { refusalOf } from './refusal';
import {
  chosenTake,
  type AnswerRow,
  type AskedQuestion,
  type TakeRow,
  type WholeInterview,
} from './whole-interview';

/** Everything a portal view is made of. */
export interface PortalFacts {
  readonly interview: WholeInterview;
  readonly candidate: { readonly name: string; readonly email: string };
  readonly notice: Notice;
  readonly consent: Prisma.ConsentGetPayload<object> | null;
  readonly outcome: Prisma.OutcomeGetPayload<object> | null;
  readonly rules: RecordRules;
  readonly now: number;
}

/** What the candidate's app shows: field by field, so that nothing comes along by itself. */
export function portalView(facts: PortalFacts, links: MediaLinks): PortalView {
  const { interview, candidate, notice, consent, outcome, rules } = facts;
  const { row, template } = interview;
  const { title, description, contactEmail, promisedDays, synthetic } = row.requisition;
  const { submittedAt } = row;
  return {
    now: new Date(facts.now).toISOString(),
    interviewId: row.id,
    requisition: { title, description, contactEmail, promisedDays, synthetic },
    candidate: { name: candidate.name, email: candidate.email },
    introduction: template.introduction,
    closing: template.closing,
    status: interview.standing,
    deadline: interview.limits.deadline === null ? null : new Date(interview.limits.deadline).toISOString(),
    submittedAt: submittedAt?.toISOString() ?? null,
    promisedBy: submittedAt === null ? null : promisedBy(submittedAt, promisedDays).toISOString(),
    outcome:
      outcome === null
        ? null
        : { outcome: outcome.outcome === 'advance' ? 'advance' : 'decline', message: outcome.message },
    notice: {
      id: notice.id,
      version: notice.version,
      language: notice.language,
      text: notice.text,
      textHash: notice.textHash,
    },
    consent:
      consent === null
        ? null
        : {
            noticeId: consent.noticeId,
            transcription: consent.transcription,
            aiAssessment: consent.aiAssessment,
            createdAt: consent.createdAt.toISOString(),
          },
    engines: { transcription: rules.engines.transcription, aiAssessment: rules.engines.aiAssessment },
    requiredScorecards: template.requiredScorecards,
    uploadLimitBytes: rules.uploadLimitBytes,
    estimatedMinutes: estimatedMinutes(template.questions),
    questions: interview.questions.map((question) => questionView(interview, question, links)),
    adjustments: adjustmentsView(interview),
    clarification: row.clarification ?? '',
  };
}

/** What the candidate's own accommodations change, beside the limits of each question. */
function adjustmentsView({ limits, pendingRequests }: WholeInterview): PortalView['adjustments'] {
  const { clockStopped, paused, pauseSecondsLeft, questionsInAdvance, promptCaptions } = limits;
  const { signLanguagePrompts, signLanguage, tracks, humanOnly, liveConversation } = limits;
  return {
    pending: pendingRequests,
    clockStopped,
    paused,
    pauseSecondsLeft,
    questionsInAdvance,
    promptCaptions,
    signLanguagePrompts,
    signLanguage,
    tracks: [...tracks],
    humanOnly,
    liveConversation,
  };
}

function questionView(interview: WholeInterview, question: AskedQuestion, links: MediaLinks): PortalQuestion {
  const answer = interview.answerTo(question.id);
  return {
    id: question.id,
    text: question.text,
    kinds: [...question.kinds],
    preparationSeconds: question.preparationSeconds,
    answerSeconds: question.answerSeconds,
    takesLeft: interview.takesLeft(question),
    criteria: question.criteria.map(({ id, name, jobRelatedness, anchors }) => ({
      id,
      name,
      jobRelatedness,
      anchors: [...anchors],
    })),
    answer: answerView(answer),
    takes: (answer?.takes ?? []).map((take) => takeView(take, links, interview.limits.signLanguage)),
  };
}

/** An answer whose takes were all refused or thrown away, and that has no text, is none. */
function answerView(answer: AnswerRow | undefined): PortalQuestion['answer'] {
  if (answer === undefined) return null;
  const { kind, text, captions } = answer;
  const chosenTakeId = chosenTake(answer)?.id ?? null;
  if (chosenTakeId === null && text === null) return null;
  return { kind, text, chosenTakeId, hasCaptions: captions !== null };
}

/** @param signed the candidate may sign: a silent video is then no fault */
export function takeView(take: TakeRow, links: MediaLinks, signed: boolean): TakeView {
  const { id, number, kind, status, refusalCode, uploadKey, recording } = take;
  const shown = status === 'prepared' ? recording : null;
  return {
    id,
    number,
    kind,
    status,
    refusal: status === 'refused' && refusalCode !== null ? refusalOf(refusalCode) : null,
    uploadUrl: status === 'open' ? `${uploadsPath}/${uploadKey.slice('uploads/'.length)}` : null,
    mediaUrl: shown === null ? null : links.linkTo(shown.mediaKey, shown.mediaType),
    durationMs: shown?.durationMs ?? null,
    flags: (shown?.flags ?? []).filter((flag) => !(signed && kind === 'video' && flag === 'silent')),
  };
}

/** Minutes an unhurried candidate needs: reading, preparing, answering once, and a first recording for practice. */
function estimatedMinutes(questions: readonly Question[]): number {
  const seconds = questions.reduce(
    (sum, { preparationSeconds, answerSeconds }) => sum + (preparationSeconds ?? 60) + answerSeconds,
    5 * 60,
  );
  return Math.ceil(seconds / 60);
}

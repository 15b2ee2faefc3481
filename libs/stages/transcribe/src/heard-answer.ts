import type { Database } from '@evenhand/adapters/database';

/** Everything a transcript of an answer can be made from, as it is now. */
export interface HeardAnswer {
  readonly id: string;
  readonly interviewId: string;
  readonly interviewStatus: 'invited' | 'in_progress' | 'submitted' | 'withdrawn';
  readonly kind: 'video' | 'audio' | 'text';
  readonly text: string | null;
  /** WebVTT that came with the answer. */
  readonly captions: string | null;
  /** Reasons of the transcript that is there already; null when there is none. */
  readonly known: readonly string[] | null;
  /** May an engine hear it? The candidate's newest choice counts. */
  readonly consented: boolean;
  /** BCP 47: that of the notice the candidate agreed to is the one the candidate reads and speaks. */
  readonly language: string;
  readonly takeId: string | null;
  readonly takeStatus: 'open' | 'stored' | 'prepared' | 'refused' | 'discarded' | null;
  readonly recording: HeardRecording | null;
}

export interface HeardRecording {
  readonly audioKey: string;
  readonly durationMs: number;
  readonly voicedMs: number;
  readonly silences: readonly { readonly startMs: number; readonly endMs: number }[];
}

/** Looks an answer up in one round trip: this is done for every answer there is. */
export async function heardAnswer(
  database: Pick<Database<'worker'>, '$queryRaw'>,
  answerId: string,
): Promise<HeardAnswer | null> {
  const [answer] = await database.$queryRaw<HeardAnswer[]>`
    SELECT a.id, a.interview_id AS "interviewId", i.status::text AS "interviewStatus", a.kind::text, a.text,
           c.vtt AS captions, t.reasons AS known, coalesce(agreed.transcription, false) AND alone.interview_id IS NULL AS consented,
           coalesce(agreed.language, 'en') AS language, k.id AS "takeId", k.status::text AS "takeStatus",
           CASE WHEN r.take_id IS NOT NULL THEN
             jsonb_build_object('audioKey', r.audio_key, 'durationMs', r.duration_ms, 'voicedMs', r.voiced_ms,
                                'silences', r.silences)
           END AS recording
    FROM screening.answer a
    JOIN screening.interview i ON i.id = a.interview_id
    LEFT JOIN screening.caption_track c ON c.answer_id = a.id
    LEFT JOIN screening.transcript t ON t.answer_id = a.id
    LEFT JOIN screening.take k ON k.id = a.chosen_take_id
    LEFT JOIN screening.recording r ON r.take_id = k.id
    LEFT JOIN LATERAL (
      SELECT co.transcription, n.language FROM consent.consent co JOIN consent.notice n ON n.id = co.notice_id
      WHERE co.interview_id = a.interview_id ORDER BY co.created_at DESC LIMIT 1) agreed ON true
    LEFT JOIN consent.human_only alone ON alone.interview_id = a.interview_id
    WHERE a.id = ${answerId}::uuid`;
  return answer ?? null;
}

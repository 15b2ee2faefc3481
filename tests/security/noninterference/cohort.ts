import type { BlindPacket, RequisitionView, ReviewQueue, ScorecardRating } from '@evenhand/contracts';
import type { RevealView } from '@evenhand/contracts-verdict';

import { ApiSession } from '../../../apps/launcher/src/journey/api-session.ts';
import { consent, recordingsReady, submit } from '../../../apps/launcher/src/journey/candidate.ts';
import {
  invite,
  lockScorecard,
  openRequisition,
  ratingsFor,
  revealed,
  saveDraft,
  signedIn,
} from '../../../apps/launcher/src/journey/colleague.ts';
import { holdKey } from '../../../apps/launcher/src/journey/signing.ts';
import { testPassword } from '../../journeys/colleagues.ts';
import { twoQuestions } from '../../support/screening-rows.ts';
import { accommodate, identify, writeAnswers } from './candidates.ts';
import { readEverything, tryEverything } from './everybody.ts';

import type { Setting } from './run.ts';
import { ratingOf, type CandidateName, type Reviewer } from './scenario.ts';

/** What was revealed of each interview: the scores, or null where no summary is shown. */
export type Shown = Partial<Record<CandidateName, readonly (number | null)[] | null>>;

const reviewers = ['one', 'two', 'three'] as const;
const roles = {
  admin: 'administrator',
  recruiter: 'recruiter',
  manager: 'hiring_manager',
  one: 'reviewer',
  two: 'reviewer',
  three: 'reviewer',
  officer: 'accommodation_officer',
} as const;
type Person = keyof typeof roles | 'stranger';

/** The cohort that is revealed together, and the one whose interviews are revealed as soon as they are locked. */
const cohorts = { 'cohort-locked': ['robin', 'kim', 'sam'], 'all-locked': ['alex'] } as const;
const candidates = Object.values(cohorts).flat();
const silently = (): void => undefined;

interface Seat {
  readonly packet: string;
  readonly candidate: CandidateName;
  readonly reviewer: Reviewer;
}

/**
 * The script. It is the same in every run; see docs/non-interference.md.
 *
 * @param short whether it ends when reviewers may begin
 */
export async function reviewCohort(setting: Setting, short: boolean): Promise<Shown> {
  const script = new Script(setting);
  await script.setUp();
  await script.answer();
  if (short) {
    await setting.beforeReveal();
    return {};
  }
  await script.rate();
  await script.close();
  return script.reveal();
}

class Script {
  private readonly sessions = new Map<Person, ApiSession>();
  private readonly ids = new Map<Person, string>();
  private readonly requisitions: string[] = [];
  private readonly portals = new Map<CandidateName, ApiSession>();
  private readonly interviews = new Map<CandidateName, string>();
  private readonly opened = new Set<string>();
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  async setUp(): Promise<void> {
    const { base } = this.setting.recorder;
    const admin = new ApiSession(base, silently);
    this.sessions.set('admin', admin);
    const first = { code: 'noninterference', email: email('admin'), name: 'Admin', password: testPassword };
    await admin.call('set up', 'POST', '/api/setup', first);
    // Who has not signed in.
    this.sessions.set('stranger', new ApiSession(base, silently));
    for (const [name, role] of Object.entries(roles) as [Person, string][]) {
      if (name === 'admin') continue;
      const person = { email: email(name), name, password: testPassword, roles: [role] };
      const { id } = await admin.call<{ id: string }>('add a person', 'POST', '/api/people', person);
      this.ids.set(name, id);
      this.sessions.set(name, await signedIn(base, silently, { email: email(name), password: testPassword }));
    }
    // The same key in every run: its digest is shown.
    for (const [at, name] of reviewers.entries()) {
      await holdKey(this.of(name), new Uint8Array(32).fill(at + 1));
      await this.setting.settled();
    }
    for (const [revealRule, names] of Object.entries(cohorts)) {
      const requisition = await this.openOne(revealRule);
      const people = names.map((name) => ({ name: `${name} example`, email: email(name) }));
      const secrets = await invite(this.of('recruiter'), requisition.id, people);
      await this.setting.settled();
      this.requisitions.push(requisition.id);
      for (const [at, name] of names.entries())
        this.portals.set(name, new ApiSession(base, silently, secrets[at] ?? ''));
    }
    await this.lookAround('after the invitations');
  }

  /** Candidates come one after the other, each when the machine has dealt with the one before. */
  async answer(): Promise<void> {
    const { scenario, machine, clock, settled, database } = this.setting;
    for (const [at, name] of candidates.entries()) {
      const portal = this.portals.get(name) as ApiSession;
      machine.attend(name);
      const choices = { transcription: true, aiAssessment: scenario.consenting.includes(name) };
      const { interviewId } = await consent(portal, choices);
      this.interviews.set(name, interviewId);
      if (scenario.accommodated.includes(name)) await this.accommodate(name, portal);
      if (scenario.selfIdentified.includes(name)) await identify(database.owner, interviewId);
      if (at === 0) await this.lookAround('while an answer is recorded');
      await writeAnswers(name, portal);
      await settled();
      await recordingsReady(portal);
      await submit(portal, interviewId);
      if (at === 0) await this.lookAround('right after a submission');
      await settled();
      clock.reach(20 * (at + 1));
    }
    await this.lookAround('when all have submitted');
    await this.tryDoors('when all have submitted');
    await this.untilAvailable();
    await this.lookAround('when reviewers may begin');
    await this.tryDoors('when reviewers may begin');
  }

  /** Everybody rates what is in their queue, in its order; of the interview that would be revealed all but the last. */
  async rate(): Promise<void> {
    let round = 0;
    for (let seats = await this.openSeats(); seats.length > 0; seats = await this.openSeats()) {
      for (const reviewer of reviewers) {
        const queue = await this.of(reviewer).call<ReviewQueue>('list', 'GET', '/api/review/queue');
        for (const { packetId } of queue.rows) {
          const seat = (await this.openSeats()).find(({ packet }) => packet === packetId);
          if (seat) await this.rateOne(seat);
        }
      }
      await this.lookAround(`after round ${++round} of rating`);
    }
    await this.tryDoors('when all but one are locked');
  }

  /** The last moment: the cohort is closed, and from then on it may be revealed. */
  async close(): Promise<void> {
    const { rows } = await this.setting.database.owner.query(
      `SELECT 1 FROM review.assignment WHERE seat = 'adjudicator'`,
    );
    if (rows.length === 0) throw new Error('Nobody had to adjudicate, which the script is to have.');
    await this.setting.beforeReveal();
    await this.of('recruiter').call('close', 'POST', `/api/requisitions/${this.requisitions[0]}/close`, {});
  }

  /** The last scorecard of the other interview, and what is shown then. */
  async reveal(): Promise<Shown> {
    const { clock } = this.setting;
    const passing = setInterval(() => clock.advance(10_000), 500);
    try {
      for (const { packet, reviewer } of await this.seats('true')) await this.lock(packet, reviewer, () => 3);
      const shown: Shown = {};
      for (const [name, id] of this.interviews) {
        const { summary }: RevealView = await revealed(this.of('recruiter'), id);
        shown[name] = summary === null ? null : summary.criteria.map(({ score }) => score);
      }
      return shown;
    } finally {
      clearInterval(passing);
    }
  }

  private of(person: Person): ApiSession {
    const session = this.sessions.get(person);
    if (!session) throw new Error(`${person} has not signed in.`);
    return session;
  }

  /** Who must not know: everybody but the officer. */
  private watched(): Map<Person, ApiSession> {
    return new Map([...this.sessions].filter(([person]) => person !== 'officer'));
  }

  private openOne(revealRule: string): Promise<RequisitionView> {
    const template = twoQuestions({ requiredScorecards: 2, revealRule }) as never;
    const requisition = { title: `Revealed when ${revealRule}`, contactEmail: 'jobs@example.org', template };
    const idOf = (person: Person): string => this.ids.get(person) ?? '';
    const members = {
      recruiter: [idOf('recruiter')],
      reviewer: reviewers.map(idOf),
      hiring_manager: [idOf('manager')],
    };
    return openRequisition(this.of('recruiter'), requisition, members);
  }

  private async accommodate(name: CandidateName, portal: ApiSession): Promise<void> {
    const { recorder, scenario, settled } = this.setting;
    const byPeopleAlone = scenario.byPeopleAlone.includes(name);
    await recorder.unseen(async () => {
      await accommodate(portal, this.of('officer'), byPeopleAlone);
      await settled();
    });
  }

  /** Ticks pass until every interview is with reviewers. */
  private async untilAvailable(): Promise<void> {
    const { clock, settled, database } = this.setting;
    for (let tick = 1; tick <= 24; tick += 1) {
      clock.reach(20 * candidates.length + 10 * tick);
      await settled();
      const { rows } = await database.owner.query('SELECT 1 FROM review.available_interview');
      if (rows.length === candidates.length) {
        clock.reach(360);
        return;
      }
    }
    throw new Error('The interviews did not become available.');
  }

  /** Seats nobody has rated from yet, of those that may be rated before reveal. */
  private openSeats(): Promise<Seat[]> {
    return this.seats(`NOT (i.requisition_id = '${this.requisitions[1]}' AND EXISTS (
      SELECT 1 FROM review.scorecard o WHERE o.interview_id = a.interview_id))`);
  }

  private async seats(where: string): Promise<Seat[]> {
    const { rows } = await this.setting.database.owner.query<Seat>(`
      SELECT a.packet_id AS packet, split_part(u.email, '@', 1) AS reviewer, split_part(c.email, '@', 1) AS candidate
      FROM review.assignment a JOIN screening.interview i ON i.id = a.interview_id
      JOIN identity.candidate c ON c.id = i.candidate_id JOIN people."user" u ON u.id = a.reviewer_id
      WHERE NOT EXISTS (SELECT 1 FROM review.scorecard s WHERE s.packet_id = a.packet_id) AND ${where}
      ORDER BY u.email, a.place`);
    return rows;
  }

  private async rateOne({ packet: packetId, candidate, reviewer }: Seat): Promise<void> {
    const session = this.of(reviewer);
    const at = `/api/review/packets/${packetId}`;
    this.setting.recorder.when = `while ${reviewer} rates ${candidate}`;
    const packet = await session.call<BlindPacket>('open', 'GET', at);
    this.opened.add(packetId);
    for (const { media } of packet.answers) {
      if (media === null) continue;
      await session.send('a part', 'GET', media.url, { headers: { range: 'bytes=0-999' } });
      await session.send('the recording', 'GET', media.url, {});
      await session.send('the picture', 'GET', media.posterUrl ?? media.url, {});
    }
    await saveDraft(session, packetId, ratingsFor(packet, () => 3).slice(0, 1));
    await session.call('open again', 'GET', at);
    await this.lock(packetId, reviewer, () => ratingOf(candidate, reviewer));
    await session.call('look back', 'GET', at);
    await this.setting.settled();
  }

  private async lock(
    packetId: string,
    reviewer: Reviewer,
    rate: () => ScorecardRating['rating'],
  ): Promise<void> {
    const session = this.of(reviewer);
    const packet = await session.call<BlindPacket>('open', 'GET', `/api/review/packets/${packetId}`);
    await lockScorecard(session, packetId, ratingsFor(packet, rate));
  }

  /** Everybody reads everything that can be read. */
  private async lookAround(when: string): Promise<void> {
    await this.setting.settled();
    this.setting.recorder.when = when;
    await readEverything(this.setting.database.owner, this.watched(), {
      requisitions: this.requisitions,
      interviews: [...this.interviews.values()],
      opened: this.opened,
    });
  }

  /** Everybody tries what only works after reveal. */
  private async tryDoors(when: string): Promise<void> {
    this.setting.recorder.when = when;
    await tryEverything(this.watched(), [...this.interviews.values()]);
  }
}

const email = (name: string): string => `${name}@example.org`;

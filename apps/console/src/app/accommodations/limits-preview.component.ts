import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AccommodationCase, Adjustment } from '@evenhand/contracts';
import { effectiveLimits, type EffectiveLimits } from '@evenhand/domain';
import { lengthInWords } from './adjustment-words';

interface PreviewRow {
  readonly name: string;
  readonly cells: readonly string[];
}

const seconds = (length: number | null): string => (length === null ? 'no limit' : lengthInWords(length));
const moment = (at: number | null): string =>
  at === null
    ? 'none'
    : new Intl.DateTimeFormat('en-GB', {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone: 'UTC',
      }).format(at) + ' UTC';

/** What holds without, now, and with what is about to be granted; computed as the server does it. */
@Component({
  selector: 'eh-limits-preview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <table class="eh-table">
      <caption>
        Effective limits
      </caption>
      <thead>
        <tr>
          <th scope="col">Limit</th>
          <th scope="col">Without</th>
          <th scope="col">Now</th>
          @if (granting(); as grants) {
            <th scope="col">{{ grants.length === 0 ? 'If declined' : 'With your answer' }}</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.name) {
          <tr>
            <th scope="row">{{ row.name }}</th>
            @for (cell of row.cells; track $index) {
              <td [class.changed]="$index > 0 && cell !== row.cells[0]">{{ cell }}</td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    :host {
      display: block;
      overflow-x: auto;
    }
    caption {
      text-align: start;
      font-weight: 560;
    }
    th[scope='row'] {
      font-weight: 400;
    }
    .changed {
      font-weight: 620;
    }
  `,
})
export class LimitsPreviewComponent {
  readonly facts = input.required<AccommodationCase['facts']>();
  /** Grants of the answer that is being written; null where there is none. */
  readonly granting = input<readonly Adjustment[] | null>(null);

  protected readonly rows = computed<PreviewRow[]>(() => {
    const facts = this.facts();
    const granting = this.granting();
    const nothing = { ...facts.spent, requests: [], pauses: [] };
    const all: EffectiveLimits[] = [
      effectiveLimits({ ...facts, policy: [], grants: [], spent: nothing }),
      effectiveLimits(facts),
      ...(granting === null ? [] : [effectiveLimits({ ...facts, grants: [...facts.grants, ...granting] })]),
    ];
    const each = (name: string, cell: (limits: EffectiveLimits) => string): PreviewRow => ({
      name,
      cells: all.map(cell),
    });
    const [without] = all;
    const questions = without?.questions ?? [];
    const yes = (granted: boolean): string => (granted ? 'yes' : 'no');
    const rows = [
      each('Deadline', ({ deadline }) => moment(deadline)),
      ...questions.flatMap((_, at) => {
        const name = (limit: string) => (questions.length === 1 ? limit : `${limit}, question ${at + 1}`);
        const of = (limits: EffectiveLimits) => limits.questions[at];
        return [
          each(name('Time to prepare'), (limits) => seconds(of(limits)?.preparationSeconds ?? null)),
          each(name('Time to answer'), (limits) => seconds(of(limits)?.answerSeconds ?? null)),
          each(name('Takes'), (limits) => String(of(limits)?.takes ?? '')),
          each(name('Ways of answering'), (limits) => of(limits)?.kinds.join(', ') ?? ''),
        ];
      }),
      each('Breaks left', ({ pauseSecondsLeft }) =>
        pauseSecondsLeft === 0 ? 'none' : lengthInWords(pauseSecondsLeft),
      ),
      each('Questions in advance', ({ questionsInAdvance }) => yes(questionsInAdvance)),
      each('Sign language', ({ signLanguage }) => yes(signLanguage)),
      each('People only, no AI', ({ humanOnly }) => yes(humanOnly)),
      each('Live conversation instead', ({ liveConversation }) => yes(liveConversation)),
    ];
    // What is the same everywhere is told only where it is a limit.
    return rows.filter(({ cells }, at) => at === 0 || cells.some((cell) => cell !== cells[0]));
  });
}

import { Component, computed, inject, input } from '@angular/core';
import type { PortalView, TakeView } from '@evenhand/contracts';
import { LanguageStore } from '../language/language.store';
import { dayAndTime } from '../language/moment';

const usesOneUp = ({ status }: TakeView): boolean => status !== 'open' && status !== 'refused';

/** The facts of an interview, before anything is asked of the candidate. */
@Component({
  selector: 'eh-expectations',
  template: `
    <dl class="eh-facts">
      <div>
        <dt>{{ words().howLong }}</dt>
        <dd>
          {{ words().about(say().frame.minutes(view().estimatedMinutes), view().questions.length) }}
        </dd>
      </div>
      <div>
        <dt>{{ words().until }}</dt>
        <dd>
          @if (deadline(); as deadline) {
            <strong>
              <time [attr.datetime]="view().deadline">{{ deadline }}</time>
            </strong>
            <span class="eh-soft">{{ words().untilHint(language.timeZone) }}</span>
            @if (view().adjustments.clockStopped) {
              <span class="eh-soft">{{ say().adjustment.stopped }}</span>
            }
          } @else {
            {{ words().untilNone }}
          }
        </dd>
      </div>
      <div>
        <dt>{{ words().retakes }}</dt>
        <dd>{{ retakes() }} {{ words().practice }}</dd>
      </div>
      <div>
        <dt>{{ words().watching }}</dt>
        <dd>{{ words().watchers(view().requiredScorecards) }}</dd>
      </div>
      <div>
        <dt>{{ words().ai }}</dt>
        <dd>{{ engines() }}</dd>
      </div>
      <div>
        <dt>{{ words().contact }}</dt>
        <dd>
          <a href="mailto:{{ view().requisition.contactEmail }}">{{ view().requisition.contactEmail }}</a>
        </dd>
      </div>
    </dl>
  `,
})
export class ExpectationsComponent {
  protected readonly language = inject(LanguageStore);
  protected readonly say = this.language.messages;
  protected readonly words = computed(() => this.say().welcome);
  readonly view = input.required<PortalView>();

  protected readonly deadline = computed(() => {
    const { deadline } = this.view();
    return deadline && dayAndTime(this.language.locale(), deadline, this.language.timeZone);
  });

  protected readonly retakes = computed(() => {
    const retakes = this.view()
      .questions.filter(({ kinds }) => kinds.some((kind) => kind !== 'text'))
      .map(({ takesLeft, takes }) => Math.max(0, takesLeft - 1 + takes.filter(usesOneUp).length));
    const most = Math.max(0, ...retakes);
    return most === 0 ? this.words().retakesNone : this.words().retakesSome(Math.min(...retakes), most);
  });

  protected readonly engines = computed(() => {
    if (this.view().adjustments.humanOnly) return this.say().adjustment.humanOnly;
    const { transcription, aiAssessment } = this.view().engines;
    if (aiAssessment) return this.words().aiWith;
    return transcription ? this.words().aiTranscript : this.words().aiNone;
  });
}

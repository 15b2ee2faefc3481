import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LanguageStore } from '../language/language.store';
import { PortalStore } from '../portal/portal.store';
import { ExpectationsComponent } from './expectations.component';
import { RubricComponent } from './rubric.component';

/** What will happen, before anything happens. */
@Component({
  imports: [RouterLink, ExpectationsComponent, RubricComponent],
  template: `
    <p class="eh-over">{{ words().hello(view().candidate.name) }}</p>
    <h1 tabindex="-1">{{ words().title }}</h1>
    <p class="eh-lead">{{ words().lead }}</p>
    @if (view().introduction) {
      <p class="eh-said">{{ view().introduction }}</p>
    }
    @if (view().adjustments.liveConversation) {
      <p class="eh-lead">{{ say().adjustment.conversation }}</p>
    }
    <eh-expectations [view]="view()" />
    @if (view().adjustments.questionsInAdvance) {
      <section>
        <h2>{{ say().adjustment.inAdvance }}</h2>
        <ol>
          @for (question of view().questions; track question.id) {
            <li class="eh-said">{{ question.text }}</li>
          }
        </ol>
      </section>
    }

    @if (view().requisition.description) {
      <details class="eh-more">
        <summary>{{ words().job }}</summary>
        <p class="eh-said">{{ view().requisition.description }}</p>
      </details>
    }
    <details class="eh-more">
      <summary>{{ words().rubric }}</summary>
      <p>{{ words().rubricLead }}</p>
      @for (question of view().questions; track question.id) {
        <h2>{{ words().rubricQuestion($index + 1) }}</h2>
        <eh-rubric [question]="question" />
      }
    </details>

    <div class="eh-actions">
      <a class="eh-button eh-main" [routerLink]="home() + next()">
        {{ view().consent ? words().goOn : words().begin }}
      </a>
      <a class="eh-button" [routerLink]="home() + '/adjustment'">{{ say().frame.adjustment }}</a>
    </div>
  `,
})
export class WelcomePage {
  private readonly portal = inject(PortalStore);
  protected readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().welcome);
  protected readonly view = this.portal.interview;
  protected readonly home = this.portal.home;
  protected readonly next = computed(() => (this.view().consent === null ? '/notice' : '/questions'));
}

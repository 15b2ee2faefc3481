import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LanguageStore } from '../language/language.store';
import { PortalStore } from '../portal/portal.store';
import { isOpen } from '../portal/steps';

/** How to ask for an adjustment: by mail to the people who invited. */
@Component({
  imports: [RouterLink],
  template: `
    <h1 tabindex="-1">{{ words().title }}</h1>
    <p class="eh-lead">{{ words().lead }}</p>
    <p>{{ words().how }}</p>
    <p class="eh-address">
      <a [href]="mail()">{{ view().requisition.contactEmail }}</a>
    </p>
    <p>{{ words().private }}</p>
    @if (open()) {
      <p>{{ words().deadline }}</p>
    }
    <div class="eh-actions">
      <a class="eh-button eh-main" [href]="mail()">{{ words().write }}</a>
      <a class="eh-button" [routerLink]="home() + (view().consent && open() ? '/questions' : '')">
        {{ say().frame.back }}
      </a>
    </div>
  `,
})
export class AdjustmentPage {
  private readonly portal = inject(PortalStore);
  protected readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().adjustment);
  protected readonly view = this.portal.interview;
  protected readonly home = this.portal.home;
  protected readonly open = computed(() => isOpen(this.view()));
  protected readonly mail = computed(() => {
    const { contactEmail, title } = this.view().requisition;
    return `mailto:${contactEmail}?subject=${encodeURIComponent(this.words().subject(title))}`;
  });
}

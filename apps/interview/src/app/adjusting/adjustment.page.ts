import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { NewAccommodation, OwnAccommodations } from '@evenhand/contracts';
import { NoteComponent } from '../frame/note.component';
import { LanguageStore } from '../language/language.store';
import { PortalClient } from '../portal/portal.client';
import { codeOf } from '../portal/portal.errors';
import { PortalStore } from '../portal/portal.store';
import { isOpen } from '../portal/steps';
import { BreaksComponent } from './breaks.component';
import { OwnRequestComponent } from './own-request.component';
import { WishFormComponent } from './wish-form.component';

/** Asks for adjustments and shows what became of those asked for before. */
@Component({
  imports: [BreaksComponent, NoteComponent, OwnRequestComponent, RouterLink, WishFormComponent],
  template: `
    <h1 tabindex="-1">{{ words().title }}</h1>
    <p class="eh-lead">{{ words().lead }}</p>
    <p>{{ words().private }}</p>
    @if (view().status === 'expired' && own()?.open) {
      <eh-note sign="attention" [quiet]="true">{{ words().overTime }}</eh-note>
    }
    @if (arrived()) {
      <eh-note sign="ok">{{ words().arrived }}</eh-note>
    }
    @if (trouble(); as code) {
      <eh-note sign="stop" [urgent]="true">
        <p>{{ language.sentence(code) }}</p>
        @if (!own()) {
          <button class="eh-button" type="button" (click)="load()">{{ say().link.again }}</button>
        }
      </eh-note>
    }

    @if (own(); as own) {
      @if (open() && (view().adjustments.paused || view().adjustments.pauseSecondsLeft > 0)) {
        <eh-breaks />
      }
      @if (own.requests.length > 0) {
        <section>
          <h2>{{ words().asked }}</h2>
          <ul class="eh-requests">
            @for (request of own.requests; track request.id) {
              <li>
                <eh-own-request
                  [request]="request"
                  [busy]="busy()"
                  (takenBack)="takeBack(request.id)"
                  (answered)="answer(request.id, $event)"
                />
              </li>
            }
          </ul>
        </section>
      }
      @if (own.open) {
        @for (round of [round()]; track round) {
          <eh-wish-form
            [atOnce]="own.atOnce"
            [answerWithinHours]="own.answerWithinHours"
            [busy]="busy()"
            (asked)="ask($event)"
          />
        }
      } @else {
        <p>{{ words().over }}</p>
      }
    } @else if (!trouble()) {
      <p role="status">{{ say().frame.oneMoment }}</p>
    }

    <p class="eh-soft">
      {{ words().write }}
      <a href="mailto:{{ view().requisition.contactEmail }}">{{ view().requisition.contactEmail }}</a>
    </p>
    <div class="eh-actions">
      <a class="eh-button" [routerLink]="home() + (view().consent && open() ? '/questions' : '')">
        {{ say().frame.back }}
      </a>
    </div>
  `,
})
export class AdjustmentPage {
  private readonly portal = inject(PortalStore);
  private readonly client = inject(PortalClient);
  protected readonly language = inject(LanguageStore);
  protected readonly say = this.language.messages;
  protected readonly words = computed(() => this.say().adjustment);
  protected readonly view = this.portal.interview;
  protected readonly home = this.portal.home;
  protected readonly open = computed(() => isOpen(this.view()));
  protected readonly own = signal<OwnAccommodations | null>(null);
  protected readonly busy = signal(false);
  protected readonly arrived = signal(false);
  protected readonly trouble = signal<string | null>(null);
  /** Names one run of the form: after it was sent it is empty again. */
  protected readonly round = signal(0);

  constructor() {
    void this.load();
  }

  protected load(): Promise<void> {
    return this.change(() => this.client.accommodations());
  }

  protected async ask(asked: NewAccommodation): Promise<void> {
    this.arrived.set(false);
    await this.change(() => this.client.askForAccommodation(asked));
    if (this.trouble() !== null) return;
    this.arrived.set(true);
    this.round.update((round) => round + 1);
  }

  protected takeBack(id: string): Promise<void> {
    return this.change(() => this.client.withdrawAccommodation(id));
  }

  protected answer(id: string, text: string): Promise<void> {
    return this.change(() => this.client.answerOfficer(id, text));
  }

  /** What changes here changes the limits of every screen. */
  private async change(request: () => Promise<OwnAccommodations>): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      this.own.set(await request());
      await this.portal.refresh();
    } catch (error) {
      this.trouble.set(codeOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}

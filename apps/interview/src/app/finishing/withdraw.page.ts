import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { NoteComponent } from '../frame/note.component';
import { LanguageStore } from '../language/language.store';
import { PortalClient } from '../portal/portal.client';
import { codeOf } from '../portal/portal.errors';
import { PortalStore } from '../portal/portal.store';

/** Leaving the interview for good, after a word about what that means. */
@Component({
  imports: [RouterLink, NoteComponent],
  template: `
    <h1 tabindex="-1">{{ words().title }}</h1>
    <p class="eh-lead">{{ words().lead }}</p>
    <p>
      {{ words().instead }}
      <a [routerLink]="portal.home() + '/adjustment'">{{ language.messages().frame.adjustment }}</a>
    </p>
    @if (trouble(); as code) {
      <eh-note sign="stop" [urgent]="true">{{ language.sentence(code) }}</eh-note>
    }
    <div class="eh-actions">
      <a class="eh-button eh-main" [routerLink]="portal.home()">{{ words().no }}</a>
      <button class="eh-button eh-final" type="button" [disabled]="busy()" (click)="withdraw()">
        {{ words().yes }}
      </button>
    </div>
  `,
})
export class WithdrawPage {
  private readonly router = inject(Router);
  private readonly client = inject(PortalClient);
  protected readonly portal = inject(PortalStore);
  protected readonly language = inject(LanguageStore);
  protected readonly words = computed(() => this.language.messages().withdraw);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);

  protected async withdraw(): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      this.portal.show(await this.client.withdraw());
      await this.router.navigateByUrl(`${this.portal.home()}/status`);
    } catch (error) {
      this.trouble.set(codeOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}

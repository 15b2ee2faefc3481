import { Component, computed, effect, inject, input, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { NoteComponent } from '../frame/note.component';
import { FocusedDirective } from '../frame/focused.directive';
import { LanguageStore } from '../language/language.store';
import { PortalClient } from '../portal/portal.client';
import { codeOf } from '../portal/portal.errors';
import { LinkProblemComponent } from './link-problem.component';

/** Good enough to catch a slip; the server has the last word. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The open link of a job: name and address, then a personal link. */
@Component({
  imports: [LinkProblemComponent, NoteComponent, FocusedDirective],
  templateUrl: './open-link.page.html',
})
export class OpenLinkPage {
  private readonly client = inject(PortalClient);
  private readonly router = inject(Router);
  protected readonly language = inject(LanguageStore);
  protected readonly say = this.language.messages;
  protected readonly words = computed(() => this.say().openLink);
  readonly secret = input.required<string>();

  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);
  /** The address a link was sent to, once that has happened. */
  protected readonly sentTo = signal<string | null>(null);

  protected readonly link = resource({
    params: () => this.secret(),
    loader: async ({ params }) => this.client.openLink(params),
  });
  protected readonly linkTrouble = computed(() => {
    const error = this.link.error();
    return error === undefined ? null : codeOf(error);
  });

  protected readonly nameFault = computed(() =>
    this.tried() && this.name().trim() === '' ? this.words().nameMissing : null,
  );
  protected readonly emailFault = computed(() =>
    this.tried() && !ADDRESS.test(this.email().trim()) ? this.words().emailWrong : null,
  );

  constructor() {
    effect(() => {
      if (this.link.hasValue()) document.title = this.link.value().title;
    });
  }

  protected valueOf(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : '';
  }

  protected async enter(event: Event): Promise<void> {
    event.preventDefault();
    this.tried.set(true);
    const fault = this.nameFault() !== null ? 'name' : this.emailFault() !== null ? 'email' : null;
    if (fault !== null) return document.getElementById(fault)?.focus();
    this.busy.set(true);
    this.trouble.set(null);
    try {
      const { secret } = await this.client.enterByOpenLink(this.secret(), {
        name: this.name().trim(),
        email: this.email().trim(),
        language: this.language.code(),
        timeZone: this.language.timeZone,
      });
      if (secret === null) this.sentTo.set(this.email().trim());
      else await this.router.navigateByUrl(`/i/${secret}`);
    } catch (error) {
      this.trouble.set(codeOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}

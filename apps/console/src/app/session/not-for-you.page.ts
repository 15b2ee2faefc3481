import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { HeadingDirective } from '@evenhand/ui';
import { roleWords } from '../people/role-words';
import { SessionStore } from './session.store';

/** Shown when a page is for another role. */
@Component({
  selector: 'eh-not-for-you-page',
  imports: [RouterLink, HeadingDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1 ehHeading>This page is for another role</h1>
    <p>You are signed in as {{ session.me()?.name }}, with {{ roles() }}.</p>
    <p>
      Duties are kept apart on purpose, so that nobody can see what they must not. If the page should be
      yours, ask your administrator for the role.
    </p>
    <p><a routerLink="/">Go to your start page</a></p>
  `,
  styleUrl: './notice.pages.scss',
})
export class NotForYouPage {
  protected readonly session = inject(SessionStore);
  protected readonly roles = computed(() => {
    const held = this.session.me()?.roles ?? [];
    const words = new Intl.ListFormat('en').format(held.map((role) => roleWords[role].toLowerCase()));
    return held.length === 1 ? `the role ${words}` : `the roles ${words}`;
  });
}

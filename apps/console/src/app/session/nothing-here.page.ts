import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { HeadingDirective } from '@evenhand/ui';

/** Shown at addresses that lead nowhere. */
@Component({
  selector: 'eh-nothing-here-page',
  imports: [RouterLink, HeadingDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1 ehHeading>Nothing is here</h1>
    <p>The address leads to no page. It may be incomplete, or what it led to is gone.</p>
    <p><a routerLink="/">Go to your start page</a></p>
  `,
  styleUrl: './notice.pages.scss',
})
export class NothingHerePage {}

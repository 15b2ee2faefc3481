import { ChangeDetectionStrategy, Component } from '@angular/core';
import { HeadingDirective } from '@evenhand/ui';

/** Start page of people whose role has no page of its own yet. */
@Component({
  selector: 'eh-welcome-page',
  imports: [HeadingDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1 ehHeading>Welcome</h1>
    <p>Your role has no page of its own to work on. An administrator can give you another one.</p>
  `,
  styleUrl: './notice.pages.scss',
})
export class WelcomePage {}

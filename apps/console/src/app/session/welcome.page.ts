import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Start page of people whose role has no page of its own yet. */
@Component({
  selector: 'eh-welcome-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>Welcome</h1>
    <p>Your account has no page of its own to work on. An administrator can give you a role.</p>
  `,
})
export class WelcomePage {}

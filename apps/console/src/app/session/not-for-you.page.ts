import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** Shown when a page is for another role. */
@Component({
  selector: 'eh-not-for-you-page',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>This page is for another role</h1>
    <p>Your account does not hold the role that this page is for. If it should, ask your administrator.</p>
    <p><a routerLink="/">Go to your start page</a></p>
  `,
})
export class NotForYouPage {}

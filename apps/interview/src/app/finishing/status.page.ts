import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SignComponent } from '../frame/sign.component';
import { LanguageStore } from '../language/language.store';
import { day, dayAndTime } from '../language/moment';
import { PortalStore } from '../portal/portal.store';
import { ReceivedComponent } from './received.component';

/** Where the interview stands after it was handed in, withdrawn or left to run out. */
@Component({
  imports: [RouterLink, ReceivedComponent, SignComponent],
  templateUrl: './status.page.html',
})
export class StatusPage {
  private readonly language = inject(LanguageStore);
  protected readonly say = this.language.messages;
  protected readonly words = computed(() => this.say().status);
  protected readonly portal = inject(PortalStore);
  protected readonly view = this.portal.interview;
  protected readonly handedIn = computed(() => this.written(this.view().submittedAt, dayAndTime));
  protected readonly hearBy = computed(() => this.written(this.view().promisedBy, day));

  private written(moment: string | null, write: typeof day): string | null {
    return moment === null ? null : write(this.language.locale(), moment, this.language.timeZone);
  }
}

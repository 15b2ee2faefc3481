import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SigningKeysStore } from './signing-keys.store';
import { signingSentences } from './signing.errors';

/** What a reviewer must know of signing before they rate: nothing, mostly. */
@Component({
  selector: 'eh-signing-note',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @switch (signing.standing()) {
      @case ('unable') {
        <p class="eh-note">{{ sentences.unable }}</p>
      }
      @case ('insecure') {
        <p class="eh-note">{{ sentences.insecure }}</p>
      }
      @case ('passing') {
        <p class="eh-note">
          This browser keeps no key for you, as in a private window. Your scorecards are signed all the same,
          with a key that ends with this page; each time you come back you get another one, and a letter about
          it. <a routerLink="/keys">Signing keys</a>
        </p>
      }
      @case ('kept') {
        @if (signing.enrolledHere()) {
          <p class="eh-note">
            This browser now has a key of yours and signs your scorecards with it. A letter about it is on its
            way to you. <a routerLink="/keys">Signing keys</a>
          </p>
        }
      }
    }
  `,
  styles: `
    p {
      margin: 0;
    }
  `,
})
export class SigningNoteComponent {
  protected readonly signing = inject(SigningKeysStore);
  protected readonly sentences = signingSentences;
}

import { Component, input } from '@angular/core';
import { type Sign, SignComponent } from './sign.component';

/** A remark with its sign. It is read aloud when it appears; `urgent` interrupts. */
@Component({
  selector: 'eh-note',
  imports: [SignComponent],
  host: {
    '[class]': '"eh-note eh-note-" + sign()',
    '[attr.role]': 'urgent() ? "alert" : quiet() ? null : "status"',
  },
  template: `
    <eh-sign [sign]="sign()" />
    <div><ng-content /></div>
  `,
})
export class NoteComponent {
  readonly sign = input<Sign>('note');
  readonly urgent = input(false);
  /** Part of the page from the start: not announced. */
  readonly quiet = input(false);
}

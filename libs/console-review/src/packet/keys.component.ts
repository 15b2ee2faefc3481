import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { KeyChoiceStore } from './key-choice.store';
import { explained } from './packet-keys';

/** The keys of the review screen; single-key shortcuts can be turned off. */
@Component({
  selector: 'eh-keys',
  imports: [MatButtonModule, MatDialogModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>Keys</h2>
    <mat-dialog-content>
      <label class="eh-check">
        <input type="checkbox" [checked]="choice.on()" #box (change)="choice.choose(box.checked)" />
        <span>Single-key shortcuts are on</span>
      </label>
      <table>
        <caption class="eh-aloud">
          Keys and what they do
        </caption>
        <tbody>
          @for (key of keys; track key[0]) {
            <tr>
              <th scope="row">
                <kbd>{{ key[0] }}</kbd>
              </th>
              <td>{{ key[1] }}</td>
            </tr>
          }
        </tbody>
      </table>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close>Close</button>
    </mat-dialog-actions>
  `,
  styles: `
    table {
      margin-top: var(--eh-3);
    }
    th {
      text-align: start;
      vertical-align: baseline;
      padding: var(--eh-1) var(--eh-6) var(--eh-1) 0;
      font-weight: 400;
      white-space: nowrap;
    }
    kbd {
      font-family: var(--eh-mono);
    }
  `,
})
export class KeysComponent {
  protected readonly choice = inject(KeyChoiceStore);
  protected readonly keys = explained;
}

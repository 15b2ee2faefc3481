import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';

/** Where the choice to go without single-key shortcuts is kept. */
const remembered = 'evenhand.review.keys';
export const keysAreOn = (): boolean => localStorage.getItem(remembered) !== 'off';

const keys: readonly (readonly [string, string])[] = [
  ['1 – 5', 'Rate the marked criterion'],
  ['0', 'Cannot judge the marked criterion'],
  ['↑ ↓', 'Mark the criterion above or below'],
  ['k', 'Play or pause'],
  ['j, l', 'Back or forward 5 seconds'],
  ['Shift + J, Shift + L', 'Back or forward 15 seconds'],
  ['<, >', 'Slower or faster'],
  ['s', 'Skip silence on or off'],
  ['n, p', 'Next or previous question'],
  ['?', 'Show these keys'],
];

/** The keys of the review screen; single-key shortcuts can be turned off. */
@Component({
  selector: 'eh-keys',
  imports: [MatButtonModule, MatDialogModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>Keys</h2>
    <mat-dialog-content>
      <table>
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
      <label
        ><input type="checkbox" [checked]="on()" #choice (change)="choose(choice.checked)" /> Single-key
        shortcuts are on</label
      >
    </mat-dialog-content>
    <mat-dialog-actions align="end"
      ><button mat-button type="button" mat-dialog-close>Close</button></mat-dialog-actions
    >
  `,
  styles: `
    th {
      text-align: start;
      padding: var(--eh-1) var(--eh-6) var(--eh-1) 0;
      font-weight: 400;
    }
    kbd {
      font-family: var(--eh-mono);
    }
    label {
      display: flex;
      gap: var(--eh-2);
      margin-top: var(--eh-4);
    }
  `,
})
export class KeysComponent {
  protected readonly keys = keys;
  protected readonly on = keysAreOn;

  protected choose(on: boolean): void {
    localStorage.setItem(remembered, on ? 'on' : 'off');
  }
}

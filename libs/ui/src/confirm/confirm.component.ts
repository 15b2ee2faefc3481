import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { MatDialog } from '@angular/material/dialog';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

/** What a person is asked before something that cannot be undone. */
export interface Confirmation {
  readonly title: string;
  /** What will happen. */
  readonly consequence: string;
  /** The verb of the action, for example "Lock scorecard". */
  readonly verb: string;
  /** The way back; "Go back" unless said otherwise. */
  readonly back?: string;
}

@Component({
  selector: 'eh-confirm',
  imports: [MatButtonModule, MatDialogModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>{{ confirmation.title }}</h2>
    <mat-dialog-content>{{ confirmation.consequence }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" [mat-dialog-close]="false">
        {{ confirmation.back ?? 'Go back' }}
      </button>
      <button mat-flat-button type="button" class="eh-main" [mat-dialog-close]="true">
        {{ confirmation.verb }}
      </button>
    </mat-dialog-actions>
  `,
})
export class ConfirmComponent {
  protected readonly confirmation = inject<Confirmation>(MAT_DIALOG_DATA);
}

/** Asks; true when the person confirms. */
export async function confirmed(dialog: MatDialog, confirmation: Confirmation): Promise<boolean> {
  const reference = dialog.open<ConfirmComponent, Confirmation, boolean>(ConfirmComponent, {
    data: confirmation,
    maxWidth: '32rem',
    restoreFocus: true,
  });
  return (await firstValueFrom(reference.afterClosed())) ?? false;
}

import { inject } from '@angular/core';
import { Router, type CanDeactivateFn } from '@angular/router';
import { UnsavedWorkStore } from './unsaved-work.store';

/** Says of a navigation that the session has ended: nobody can choose to stay. */
export const sessionEnded = 'session ended';

/** Asks before a page with unsaved work is left. */
export const leaveWithCare: CanDeactivateFn<unknown> = () => {
  if (inject(Router).currentNavigation()?.extras.info === sessionEnded) return true;
  return inject(UnsavedWorkStore).mayLeave();
};

import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import type { Role } from '@evenhand/contracts';
import { sessionEnded } from '@evenhand/ui';
import { catchError, throwError } from 'rxjs';
import { SessionStore } from './session.store';

/** A session that has ended leads to the sign-in page, and from there back to where the person was. */
export const signInWhenAsked: HttpInterceptorFn = (request, next) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  return next(request).pipe(
    catchError((error: unknown) => {
      const ended = error instanceof HttpErrorResponse && error.status === 401;
      if (ended && !request.url.startsWith('/api/session') && !request.url.startsWith('/api/setup')) {
        session.forget();
        const queryParams = { back: router.url, ended: true };
        // Several requests may find out; only the first leads away.
        if (!router.url.startsWith('/sign-in'))
          void router.navigate(['/sign-in'], { queryParams, info: sessionEnded });
      }
      return throwError(() => error);
    }),
  );
};

/** Opens a page to people who hold one of the roles; without any, to everybody signed in. */
export const forRoles =
  (...roles: readonly Role[]): CanActivateFn =>
  async (_, state) => {
    const session = inject(SessionStore);
    const router = inject(Router);
    if ((await session.known()) === null)
      return router.createUrlTree(['/sign-in'], { queryParams: { back: state.url } });
    return roles.length === 0 || session.has(...roles) ? true : router.createUrlTree(['/not-for-you']);
  };

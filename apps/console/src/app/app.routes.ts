import { inject } from '@angular/core';
import { Router, type Routes } from '@angular/router';
import { SessionStore } from './session/session.store';
import { forRoles } from './session/sign-in-when-asked';

/** Where each role starts its day. */
const startPage = async () => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.known();
  if (session.has('reviewer')) return router.createUrlTree(['/review']);
  if (session.has('recruiter', 'hiring_manager')) return router.createUrlTree(['/requisitions']);
  if (session.has('compliance_officer', 'auditor')) return router.createUrlTree(['/log']);
  if (session.has('administrator')) return router.createUrlTree(['/operations']);
  return router.createUrlTree(['/welcome']);
};

export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in · Evenhand',
    loadComponent: () => import('./session/sign-in.page').then((m) => m.SignInPage),
  },
  {
    path: 'set-up',
    title: 'Set up · Evenhand',
    loadComponent: () => import('./session/set-up.page').then((m) => m.SetUpPage),
  },
  {
    path: '',
    canActivate: [forRoles()],
    loadComponent: () => import('./shell/shell.component').then((m) => m.ShellComponent),
    children: [
      { path: '', pathMatch: 'full', canActivate: [startPage], children: [] },
      {
        path: 'review',
        title: 'Review · Evenhand',
        canActivate: [forRoles('reviewer')],
        loadComponent: () => import('@evenhand/console-review').then((m) => m.QueuePage),
      },
      {
        path: 'review/:packetId',
        title: 'Review · Evenhand',
        canActivate: [forRoles('reviewer')],
        loadComponent: () => import('@evenhand/console-review').then((m) => m.PacketPage),
      },
      {
        path: 'interviews/:interviewId/reveal',
        title: 'Reveal · Evenhand',
        canActivate: [forRoles('reviewer', 'recruiter', 'hiring_manager')],
        loadComponent: () => import('./reveal/reveal.page').then((m) => m.RevealPage),
      },
      {
        path: 'not-for-you',
        title: 'Another role · Evenhand',
        loadComponent: () => import('./session/not-for-you.page').then((m) => m.NotForYouPage),
      },
    ],
  },
  { path: '**', redirectTo: '' },
];

import { inject } from '@angular/core';
import { Router, type Routes } from '@angular/router';
import { leaveWithCare } from '@evenhand/ui';
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
  if (session.has('accommodation_officer')) return router.createUrlTree(['/accommodations']);
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
        canDeactivate: [leaveWithCare],
        loadComponent: () => import('@evenhand/console-review').then((m) => m.PacketPage),
      },
      {
        path: 'keys',
        title: 'Signing keys · Evenhand',
        canActivate: [forRoles('reviewer')],
        loadComponent: () => import('@evenhand/console-review').then((m) => m.SigningKeysPage),
      },
      {
        path: 'interviews/:interviewId/reveal',
        title: 'Reveal · Evenhand',
        canActivate: [forRoles('reviewer', 'recruiter', 'hiring_manager')],
        canDeactivate: [leaveWithCare],
        loadComponent: () => import('./reveal/reveal.page').then((m) => m.RevealPage),
      },
      {
        path: 'interviews/:interviewId/certificate',
        title: 'Certificate of blindness · Evenhand',
        canActivate: [forRoles('recruiter', 'compliance_officer')],
        loadComponent: () => import('./proof/certificate.page').then((m) => m.CertificatePage),
      },
      {
        path: 'requisitions',
        title: 'Requisitions · Evenhand',
        canActivate: [forRoles('recruiter', 'hiring_manager')],
        loadComponent: () => import('./requisitions/requisitions.page').then((m) => m.RequisitionsPage),
      },
      {
        path: 'requisitions/new',
        title: 'New requisition · Evenhand',
        canActivate: [forRoles('recruiter')],
        canDeactivate: [leaveWithCare],
        loadComponent: () => import('./requisitions/new-requisition.page').then((m) => m.NewRequisitionPage),
      },
      {
        path: 'requisitions/:requisitionId',
        title: 'Requisition · Evenhand',
        canActivate: [forRoles('recruiter', 'hiring_manager')],
        canDeactivate: [leaveWithCare],
        // Its parts are in the query: leaving one with unsaved work asks too.
        runGuardsAndResolvers: 'paramsOrQueryParamsChange',
        loadComponent: () => import('./requisitions/requisition.page').then((m) => m.RequisitionPage),
      },
      {
        path: 'outbox',
        title: 'Outbox · Evenhand',
        canActivate: [forRoles('recruiter', 'administrator')],
        loadComponent: () => import('./operations/outbox.page').then((m) => m.OutboxPage),
      },
      {
        path: 'operations',
        title: 'Operations · Evenhand',
        canActivate: [forRoles('administrator')],
        loadComponent: () => import('./operations/operations.page').then((m) => m.OperationsPage),
      },
      {
        path: 'people',
        title: 'People · Evenhand',
        canActivate: [forRoles('administrator')],
        canDeactivate: [leaveWithCare],
        loadComponent: () => import('./people/people.page').then((m) => m.PeoplePage),
      },
      {
        path: 'accommodations',
        title: 'Accommodations · Evenhand',
        canActivate: [forRoles('accommodation_officer')],
        loadComponent: () => import('./accommodations/requests.page').then((m) => m.RequestsPage),
      },
      {
        path: 'accommodations/:requestId',
        title: 'Request · Evenhand',
        canActivate: [forRoles('accommodation_officer')],
        canDeactivate: [leaveWithCare],
        loadComponent: () => import('./accommodations/request.page').then((m) => m.RequestPage),
      },
      {
        path: 'log',
        title: 'Compliance log · Evenhand',
        canActivate: [forRoles('compliance_officer', 'auditor')],
        loadComponent: () => import('./compliance/log.page').then((m) => m.LogPage),
      },
      {
        path: 'welcome',
        title: 'Welcome · Evenhand',
        loadComponent: () => import('./session/welcome.page').then((m) => m.WelcomePage),
      },
      {
        path: 'not-for-you',
        title: 'Another role · Evenhand',
        loadComponent: () => import('./session/not-for-you.page').then((m) => m.NotForYouPage),
      },
      {
        path: '**',
        title: 'Nothing here · Evenhand',
        loadComponent: () => import('./session/nothing-here.page').then((m) => m.NothingHerePage),
      },
    ],
  },
];

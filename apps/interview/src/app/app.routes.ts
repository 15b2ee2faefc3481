import { inject, type Type } from '@angular/core';
import { type CanActivateFn, type Route, Router, type Routes } from '@angular/router';
import { InterviewPage } from './arriving/interview.page';
import { NoLinkPage } from './arriving/no-link.page';
import { WelcomePage } from './arriving/welcome.page';
import { PortalStore } from './portal/portal.store';
import { insteadOf, type Step } from './portal/steps';

const interviewOpened: CanActivateFn = async (route) => {
  await inject(PortalStore).open(route.paramMap.get('secret') ?? '');
  return true;
};

/** Lets a screen open only when the interview has got that far, else leads to the right one. */
const at =
  (step: Step): CanActivateFn =>
  () => {
    const portal = inject(PortalStore);
    const view = portal.view();
    const instead = view === null ? null : insteadOf(step, view);
    return instead === null || inject(Router).parseUrl(`${portal.home()}/${instead}`);
  };

/** A screen of an interview, loaded while the candidate reads an earlier one. */
const screen = (path: string, step: Step, loadComponent: () => Promise<Type<unknown>>): Route => ({
  path,
  canActivate: [at(step)],
  runGuardsAndResolvers: 'always',
  loadComponent,
});

/** Every screen has an address of its own, so that a reload at any point comes back to it. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', component: NoLinkPage },
  {
    path: 'r/:secret',
    loadComponent: async () => (await import('./arriving/open-link.page')).OpenLinkPage,
  },
  {
    path: 'i/:secret',
    component: InterviewPage,
    canActivate: [interviewOpened],
    children: [
      {
        path: '',
        pathMatch: 'full',
        canActivate: [at('')],
        runGuardsAndResolvers: 'always',
        component: WelcomePage,
      },
      screen(
        'adjustment',
        'adjustment',
        async () => (await import('./adjusting/adjustment.page')).AdjustmentPage,
      ),
      screen('notice', 'notice', async () => (await import('./arriving/notice.page')).NoticePage),
      screen('devices', 'devices', async () => (await import('./devices/devices.page')).DevicesPage),
      screen('practice', 'practice', async () => (await import('./answering/practice.page')).PracticePage),
      screen('questions', 'questions', async () => (await import('./answering/overview.page')).OverviewPage),
      screen(
        'questions/:number',
        'questions',
        async () => (await import('./answering/question.page')).QuestionPage,
      ),
      screen(
        'anything-to-add',
        'anything-to-add',
        async () => (await import('./finishing/clarification.page')).ClarificationPage,
      ),
      screen('hand-in', 'hand-in', async () => (await import('./finishing/hand-in.page')).HandInPage),
      screen('status', 'status', async () => (await import('./finishing/status.page')).StatusPage),
      screen(
        'delete-my-data',
        'delete-my-data',
        async () => (await import('./rights/erasure.page')).ErasurePage,
      ),
      screen('withdraw', 'withdraw', async () => (await import('./finishing/withdraw.page')).WithdrawPage),
    ],
  },
  { path: '**', component: NoLinkPage },
];

import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import { inject, provideBrowserGlobalErrorListeners, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { routes } from './app/app.routes';
import { RootComponent } from './app/root.component';
import { signInWhenAsked } from './app/session/sign-in-when-asked';
import { TroubleStore } from './app/trouble/trouble.store';

await bootstrapApplication(RootComponent, {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withNavigationErrorHandler((event) => inject(TroubleStore).note(event)),
    ),
    provideHttpClient(withFetch(), withInterceptors([signInWhenAsked])),
  ],
});

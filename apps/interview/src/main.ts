import { provideBrowserGlobalErrorListeners, inject, provideAppInitializer } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withPreloading,
  PreloadAllModules,
} from '@angular/router';
import { AppComponent } from './app/app.component';
import { routes } from './app/app.routes';
import { PortalStore } from './app/portal/portal.store';
import { LanguageStore } from './app/language/language.store';

bootstrapApplication(AppComponent, {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withPreloading(PreloadAllModules),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    provideAppInitializer(() => {
      inject(PortalStore).openAhead(location.pathname);
      return inject(LanguageStore).begin();
    }),
  ],
}).catch((error: unknown) => console.error(error));

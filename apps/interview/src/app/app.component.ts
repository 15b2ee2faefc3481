import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  signal,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { filter } from 'rxjs';
import { DeliveryComponent } from './frame/delivery.component';
import { LanguageSwitchComponent } from './frame/language-switch.component';
import { LanguageStore } from './language/language.store';
import { PortalStore } from './portal/portal.store';

/** The frame around every screen. After each change of screen its heading is focused and becomes the title. */
@Component({
  selector: 'eh-app',
  imports: [RouterOutlet, RouterLink, DeliveryComponent, LanguageSwitchComponent],
  template: `
    <a class="eh-skip" href="#main" (click)="toMain($event)">{{ say().frame.skip }}</a>
    <header>
      <div class="eh-top">
        <p class="eh-top-name">{{ view()?.requisition?.title ?? say().frame.name }}</p>
        <eh-language-switch />
      </div>
      @if (view()?.requisition?.synthetic) {
        <p class="eh-demonstration">{{ say().frame.demonstration }}</p>
      }
    </header>
    <eh-delivery />
    <main id="main" tabindex="-1" #main>
      @if (!arrived()) {
        <p class="eh-moment">{{ say().frame.oneMoment }}</p>
      }
      <router-outlet />
    </main>
    @if (view(); as view) {
      <footer class="eh-foot">
        <nav [attr.aria-label]="say().frame.footer">
          <a [routerLink]="home() + '/adjustment'">{{ say().frame.adjustment }}</a>
          <a href="mailto:{{ view.requisition.contactEmail }}">{{ say().frame.contact }}</a>
          @if (mayWithdraw()) {
            <a [routerLink]="home() + '/withdraw'">{{ say().frame.withdraw }}</a>
          }
        </nav>
      </footer>
    }
  `,
})
export class AppComponent {
  private readonly portal = inject(PortalStore);
  private readonly injector = inject(Injector);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  protected readonly say = inject(LanguageStore).messages;
  protected readonly view = this.portal.view;
  protected readonly home = this.portal.home;
  protected readonly arrived = signal(false);
  protected readonly mayWithdraw = computed(() => {
    const view = this.view();
    return view !== null && view.outcome === null && view.status !== 'withdrawn' && view.status !== 'expired';
  });

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        const first = !this.arrived();
        this.arrived.set(true);
        afterNextRender(() => this.announce(first), { injector: this.injector });
      });
  }

  protected toMain(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  /** The first screen is announced by the browser itself. */
  private announce(first: boolean): void {
    const heading = this.main().nativeElement.querySelector('h1');
    if (heading === null) return;
    document.title = `${heading.textContent.trim()} · ${this.view()?.requisition.title ?? this.say().frame.name}`;
    if (!first) heading.focus();
  }
}

import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ArrivalStore } from './arrival.store';
import { HeadingDirective } from './heading.directive';

@Component({
  selector: 'eh-page-under-test',
  imports: [HeadingDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<button>Elsewhere</button> @if (there()) { <h1 ehHeading>The page</h1> }',
})
class PageUnderTestComponent {
  readonly there = signal(false);
}

describe('arriving at a page', () => {
  it('leads to the heading once it is there, and only once', async () => {
    const fixture = TestBed.createComponent(PageUnderTestComponent);
    const host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    const arrival = TestBed.inject(ArrivalStore);
    const button = host.querySelector('button');

    fixture.componentInstance.there.set(true);
    await fixture.whenStable();
    expect(document.activeElement).toBe(document.body);

    fixture.componentInstance.there.set(false);
    arrival.announce();
    await fixture.whenStable();
    fixture.componentInstance.there.set(true);
    await fixture.whenStable();
    expect(document.activeElement?.textContent).toBe('The page');

    button?.focus();
    fixture.componentInstance.there.set(false);
    await fixture.whenStable();
    fixture.componentInstance.there.set(true);
    await fixture.whenStable();
    expect(document.activeElement).toBe(button);
    host.remove();
  });
});

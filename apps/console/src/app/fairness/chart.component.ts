import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { optionsOf } from './chart-options';
import type { Palette } from './chart-options';
import type { Drawn } from './draw-chart';
import type { Chart } from './figure';

/** A chart, drawn once the library for it has come. Where it does not come, sentence and table say the same. */
@Component({
  selector: 'eh-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div #place class="place" [style.height.rem]="height()"></div>
    @if (failed()) {
      <p class="eh-soft">The chart could not be loaded. The table holds the same figures.</p>
    }
  `,
  styles: `
    :host {
      display: block;
      max-width: 60rem;
      overflow: hidden;
    }
    .place {
      width: 100%;
    }
  `,
})
export class ChartComponent {
  readonly chart = input.required<Chart>();
  /** Read aloud in place of the chart. */
  readonly description = input.required<string>();
  protected readonly failed = signal(false);
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  private readonly drawn = signal<Drawn | null>(null);
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly isDark = signal(this.scheme.matches);

  constructor() {
    let isGone = false;
    const turn = (): void => this.isDark.set(this.scheme.matches);
    this.scheme.addEventListener('change', turn);
    inject(DestroyRef).onDestroy(() => {
      isGone = true;
      this.scheme.removeEventListener('change', turn);
      this.drawn()?.remove();
    });
    import('./draw-chart').then(
      ({ drawInto }) => {
        if (!isGone) this.drawn.set(drawInto(this.place().nativeElement));
      },
      () => this.failed.set(true),
    );
    afterRenderEffect(() => {
      this.isDark();
      const [drawn, chart, description] = [this.drawn(), this.chart(), this.description()];
      drawn?.show(optionsOf(chart, this.palette(), description));
    });
  }

  protected height(): number {
    const chart = this.chart();
    return chart.kind === 'trend' ? 16 : 4 + 2.25 * chart.bars.length;
  }

  private palette(): Palette {
    const style = getComputedStyle(this.place().nativeElement);
    const token = (name: string): string => style.getPropertyValue(`--eh-${name}`).trim();
    return {
      ink: token('ink'),
      soft: token('ink-soft'),
      line: token('line'),
      primary: token('primary'),
      attention: token('attention'),
      letters: style.fontFamily,
    };
  }
}

import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ChartComponent } from './chart.component';
import type { Figure } from './figure';

/** A figure: sentence first, chart second, table behind, and the command that makes it again. */
@Component({
  selector: 'eh-figure',
  imports: [ChartComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let shown = figure();
    <h3 [id]="shown.id">{{ shown.title }}</h3>
    <p class="found">{{ shown.sentence }}</p>
    @for (note of shown.notes; track note) {
      <p class="eh-note">{{ note }}</p>
    }
    @if (shown.chart; as chart) {
      @defer (on viewport) {
        <eh-chart [chart]="chart" [description]="shown.sentence" />
      } @placeholder {
        <div class="space"></div>
      }
    }
    <details>
      <summary>
        Table<span class="eh-aloud"> of {{ shown.title }}</span>
      </summary>
      <div class="eh-scroll" tabindex="0" role="region" [attr.aria-labelledby]="shown.id">
        <table class="eh-table">
          <caption class="eh-aloud">
            {{
              shown.title
            }}
          </caption>
          <thead>
            <tr>
              @for (column of shown.columns; track $index) {
                <th scope="col" [class.number]="!$first">{{ column }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (row of shown.rows; track $index) {
              <tr>
                @for (cell of row; track $index) {
                  @if ($first) {
                    <th scope="row">{{ cell }}</th>
                  } @else {
                    <td class="number">{{ cell }}</td>
                  }
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    </details>
    <p class="eh-soft">{{ shown.method }}</p>
    @if (shown.recompute; as recompute) {
      <p class="again">
        Recompute: <code>{{ recompute }}</code>
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--eh-2);
      padding-block: var(--eh-4);
      border-top: 1px solid var(--eh-line);
    }
    .found {
      max-width: var(--eh-measure);
      font-weight: 560;
    }
    .space {
      height: 12rem;
    }
    summary {
      padding-block: var(--eh-2);
    }
    code {
      overflow-wrap: anywhere;
    }
    @media print {
      :host {
        break-inside: avoid;
      }
      details::details-content {
        content-visibility: visible;
        height: auto;
      }
    }
  `,
})
export class FigureComponent {
  readonly figure = input.required<Figure>();
}

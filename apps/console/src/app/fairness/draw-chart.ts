import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import type { EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([AriaComponent, BarChart, CustomChart, GridComponent, LineChart, MarkLineComponent, SVGRenderer]);

/** A drawn chart that follows the size of its place. */
export interface Drawn {
  show(options: EChartsCoreOption): void;
  remove(): void;
}

/** Draws into an element. The only file that loads ECharts: import it when a chart is about to be seen. */
export function drawInto(place: HTMLElement): Drawn {
  const drawn = init(place, null, { renderer: 'svg' });
  const size = new ResizeObserver(() => drawn.resize());
  size.observe(place);
  return {
    show: (options) => drawn.setOption(options, true),
    remove: () => {
      size.disconnect();
      drawn.dispose();
    },
  };
}

import type { EChartsCoreOption } from 'echarts/core';
import type { BarChart, Chart, TrendChart } from './figure';

/** Colours of the theme that charts use. */
export interface Palette {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly primary: string;
  readonly attention: string;
  /** The letters of the page: texts are measured before they are drawn. */
  readonly letters: string;
}

/** What a custom series is given to draw one whisker with: the part of ECharts' own interface that is used. */
interface Drawing {
  value(dimension: number): number;
  coord(place: readonly number[]): number[];
}

const percent = (rate: number): string => `${Math.round(rate * 100)} %`;

/** How ECharts draws a chart. Nothing moves; patterns stand beside colours; `description` is what is read aloud. */
export function optionsOf(chart: Chart, palette: Palette, description: string): EChartsCoreOption {
  return {
    animation: false,
    aria: { enabled: true, label: { enabled: true, description }, decal: { show: true } },
    textStyle: { fontFamily: palette.letters, color: palette.ink, fontSize: 13 },
    grid: { left: 8, right: 24, top: 32, bottom: 8, containLabel: true },
    ...(chart.kind === 'bars' ? barsOf(chart, palette) : trendOf(chart, palette)),
  };
}

function valueAxis(palette: Palette): object {
  return {
    type: 'value',
    interval: 0.25,
    axisLabel: { color: palette.soft, formatter: percent, hideOverlap: true },
    splitLine: { lineStyle: { color: palette.line } },
  };
}

function categoryAxis(labels: readonly string[], palette: Palette): object {
  return {
    type: 'category',
    data: labels,
    axisTick: { show: false },
    axisLabel: { color: palette.ink, width: 120, overflow: 'break' },
    axisLine: { lineStyle: { color: palette.soft } },
  };
}

function barsOf({ bars, line }: BarChart, palette: Palette): EChartsCoreOption {
  const whisker = (_: unknown, drawing: Drawing): object => {
    const [low = 0, y = 0] = drawing.coord([drawing.value(0), drawing.value(2)]);
    const [high = 0] = drawing.coord([drawing.value(1), drawing.value(2)]);
    const style = { stroke: palette.ink, lineWidth: 2 };
    const ends = [low, high].map((x) => ({
      type: 'line',
      shape: { x1: x, y1: y - 5, x2: x, y2: y + 5 },
      style,
    }));
    return {
      type: 'group',
      children: [{ type: 'line', shape: { x1: low, y1: y, x2: high, y2: y }, style }, ...ends],
    };
  };
  return {
    xAxis: { ...valueAxis(palette), min: 0, max: 1 },
    yAxis: {
      ...categoryAxis(
        bars.map(({ label }) => label),
        palette,
      ),
      inverse: true,
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 22,
        itemStyle: { color: palette.primary, opacity: 0.55 },
        data: bars.map(({ value }) => value),
        ...(line !== null && {
          markLine: {
            symbol: 'none',
            lineStyle: { color: palette.attention, type: 'dashed', width: 2 },
            label: {
              formatter: line.name,
              color: palette.ink,
              position: 'start', // the axis runs downwards: this is the top
              align: line.at > 0.5 ? 'right' : 'left',
            },
            data: [{ xAxis: line.at }],
          },
        }),
      },
      {
        type: 'custom',
        renderItem: whisker,
        data: bars.map(({ low, high }, place) => [low, high, place]),
        z: 3,
      },
    ],
  };
}

function trendOf({ points, centre }: TrendChart, palette: Palette): EChartsCoreOption {
  const limit = (name: string, values: readonly number[]): object => ({
    name,
    type: 'line',
    step: 'middle',
    symbol: 'none',
    lineStyle: { color: palette.attention, type: 'dashed' },
    data: values,
  });
  return {
    xAxis: categoryAxis(
      points.map(({ label }) => label),
      palette,
    ),
    yAxis: { ...valueAxis(palette), min: 0, max: 1 },
    series: [
      {
        name: 'rate',
        type: 'line',
        lineStyle: { color: palette.primary, width: 2 },
        itemStyle: { color: palette.primary },
        data: points.map(({ value, isBeyond }) => ({
          value,
          symbol: isBeyond ? 'triangle' : 'circle',
          symbolSize: isBeyond ? 14 : 7,
        })),
        markLine: {
          symbol: 'none',
          lineStyle: { color: palette.soft },
          label: { formatter: 'centre', color: palette.ink, position: 'insideEndTop' },
          data: [{ yAxis: centre }],
        },
      },
      limit(
        'upper limit',
        points.map(({ high }) => high),
      ),
      limit(
        'lower limit',
        points.map(({ low }) => low),
      ),
    ],
  };
}

import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartData } from './chart-series.ts';

// Only what is drawn here is loaded, and only when a chart is.
register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export interface ChartLook {
  readonly isLine: boolean;
  /** Bars lie, when there are many names to read. */
  readonly isLying: boolean;
  readonly show: (value: number) => string;
}

/** Draws into an element of settled size; the answer takes it away again. */
export function drawChart(element: HTMLElement, data: ChartData, look: ChartLook): () => void {
  const chart = init(element, null, { renderer: 'svg' });
  chart.setOption(optionOf(data, look, getComputedStyle(element)));
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(element);
  return () => {
    observer.disconnect();
    chart.dispose();
  };
}

const colours = ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-5', '--chart-6'];

function optionOf(
  { categories, series }: ChartData,
  { isLine, isLying, show }: ChartLook,
  style: CSSStyleDeclaration,
): EChartsCoreOption {
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const text = { color: token('--ink-2'), fontFamily: style.fontFamily, fontSize: 12 };
  const category = {
    type: 'category',
    data: [...categories],
    axisLabel: { ...text, interval: 0, ...(isLying ? { width: 96, overflow: 'truncate' } : { hideOverlap: true }) },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: token('--line-2') } },
    inverse: isLying,
  };
  const areWhole = series.every(({ values }) => values.every((one) => one === null || Number.isInteger(one)));
  const value = {
    type: 'value',
    // Of schools and sessions there are no halves.
    ...(areWhole ? { minInterval: 1 } : {}),
    splitNumber: 4,
    ...(isLying ? { position: 'top' } : {}),
    axisLabel: { ...text, formatter: show, hideOverlap: true },
    splitLine: { lineStyle: { color: token('--line') } },
  };
  return {
    animation: false,
    color: colours.map(token),
    textStyle: text,
    grid: { left: 8, right: 16, top: series.length > 1 ? 32 : 12, bottom: 4, containLabel: true },
    ...(series.length > 1
      ? { legend: { type: 'scroll', top: 0, itemHeight: 10, itemWidth: 14, textStyle: text } }
      : {}),
    tooltip: {
      trigger: 'axis',
      confine: true,
      textStyle: text,
      axisPointer: { type: isLine ? 'line' : 'shadow' },
      valueFormatter: (one: unknown) => (typeof one === 'number' ? show(one) : '—'),
    },
    xAxis: isLying ? value : category,
    yAxis: isLying ? category : value,
    series: series.map((one) => ({
      type: isLine ? 'line' : 'bar',
      name: one.name,
      barMaxWidth: 18,
      // What is partial is told by its shape, too: hatched, or an empty point.
      data: one.values.map((number, index) =>
        one.isPartial[index]
          ? {
              value: number,
              ...(isLine
                ? { symbol: 'emptyCircle' }
                : {
                    itemStyle: {
                      decal: {
                        color: 'rgba(255,255,255,.65)',
                        dashArrayX: [1, 0],
                        dashArrayY: [2, 3],
                        rotation: Math.PI / 4,
                      },
                    },
                  }),
            }
          : { value: number },
      ),
      ...(isLine ? { symbol: 'circle', symbolSize: 6 } : {}),
    })),
  };
}

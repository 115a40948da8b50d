import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { fitted, scaleOf, widthOf, type ChartScale } from './chart-scale.ts';
import type { ChartData, ChartSeries } from './chart-series.ts';

// Bars and lines as SVG of our own: what they need of a charting library is less than the least of one that can be had.

export interface ChartLook {
  readonly isLine: boolean;
  /** Bars lie, when there are many names to read. */
  readonly isLying: boolean;
  readonly show: (value: number) => string;
}

interface Drawn extends ChartLook {
  readonly data: ChartData;
  readonly scale: ChartScale;
  /** The whole picture, and what is left of it for bars and lines, in pixels. */
  readonly size: { readonly width: number; readonly height: number };
  readonly plot: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** The share of the axis that a category has. */
  readonly band: number;
  readonly hatch: string;
}

const letters = 12;
const namesWidth = 96;
const standingHeight = 200;
/** Until the page is alive: what the picture gets on a desk's screen. */
const usualWidth = 346;

const heightOfRow = (series: number): number => Math.max(18, 4 + series * 9);

/** One measure's figures as a picture; what stands at a place is told to who points at it. */
export function ChartDrawing({ data, look, label }: { data: ChartData; look: ChartLook; label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usualWidth);
  const [at, setAt] = useState<number | null>(null);
  const hatch = useId();
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(160, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const drawn = layOut(data, look, width, hatch);
  const { size, plot, band, isLying } = drawn;
  const isMany = data.series.length > 1;
  const pointAt = (x: number, y: number): void => {
    const index = Math.floor((isLying ? y - plot.top : x - plot.left) / band);
    setAt(index >= 0 && index < data.categories.length ? index : null);
  };
  return (
    <>
      {isMany && (
        <ul className="chart-legend" aria-hidden>
          {data.series.map((one, index) => (
            <li key={index} className={`chart-colour-${index + 1}`}>
              {one.name}
            </li>
          ))}
        </ul>
      )}
      <div
        ref={frame}
        className="chart-frame"
        role="img"
        aria-label={label}
        onPointerMove={({ clientX, clientY, currentTarget }) => {
          const { left, top } = currentTarget.getBoundingClientRect();
          pointAt(clientX - left, clientY - top);
        }}
        onPointerDown={({ clientX, clientY, currentTarget }) => {
          const { left, top } = currentTarget.getBoundingClientRect();
          pointAt(clientX - left, clientY - top);
        }}
        onPointerLeave={() => setAt(null)}
      >
        <svg width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden>
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="3" height="6" className="chart-hatch" />
            </pattern>
          </defs>
          <ValueAxis {...drawn} />
          {at !== null && <Pointed {...drawn} at={at} />}
          <CategoryAxis {...drawn} />
          {data.series.map((one, index) => (
            <g key={index} className={`chart-colour-${index + 1}`}>
              {look.isLine ? <Line {...drawn} series={one} /> : <Bars {...drawn} series={one} index={index} />}
            </g>
          ))}
        </svg>
        {at !== null && <Told {...drawn} at={at} />}
      </div>
    </>
  );
}

function layOut(data: ChartData, look: ChartLook, width: number, hatch: string): Drawn {
  const values = data.series.flatMap((one) => one.values);
  const scale = scaleOf(
    values,
    values.every((one) => one === null || Number.isInteger(one)),
  );
  const ticksWidth = Math.max(...scale.ticks.map((tick) => widthOf(look.show(tick))));
  const count = Math.max(1, data.categories.length);
  if (look.isLying) {
    const row = heightOfRow(data.series.length);
    const plot = {
      left: namesWidth + 8,
      top: 22,
      width: width - namesWidth - 8 - ticksWidth / 2 - 4,
      height: row * count,
    };
    return { ...look, data, scale, hatch, plot, band: row, size: { width, height: plot.top + plot.height + 4 } };
  }
  const left = ticksWidth + 8;
  const plot = { left, top: 8, width: width - left - 8, height: standingHeight - 8 - 26 };
  return { ...look, data, scale, hatch, plot, band: plot.width / count, size: { width, height: standingHeight } };
}

/** Where a value stands along its axis, in pixels. */
function placeOf(value: number, { scale, plot, isLying }: Drawn): number {
  const share = (value - scale.from) / (scale.to - scale.from);
  return isLying ? plot.left + share * plot.width : plot.top + (1 - share) * plot.height;
}

function ValueAxis(drawn: Drawn) {
  const { scale, plot, isLying, show } = drawn;
  const room = plot.width / Math.max(1, scale.ticks.length - 1);
  // On a narrow screen every other one, or fewer, zero first.
  const widest = Math.max(...scale.ticks.map((tick) => widthOf(show(tick)))) + 8;
  const every = isLying ? Math.max(1, Math.ceil(widest / room)) : 1;
  return scale.ticks.map((tick, index) => {
    const at = placeOf(tick, drawn);
    const line = isLying
      ? { x1: at, x2: at, y1: plot.top, y2: plot.top + plot.height }
      : { x1: plot.left, x2: plot.left + plot.width, y1: at, y2: at };
    return (
      <g key={tick}>
        <line {...line} className={tick === 0 ? 'chart-zero' : 'chart-line'} />
        {index % every === 0 && (
          <text
            x={isLying ? at : plot.left - 6}
            y={isLying ? plot.top - 8 : at + letters / 3}
            textAnchor={isLying ? 'middle' : 'end'}
          >
            {show(tick)}
          </text>
        )}
      </g>
    );
  });
}

function CategoryAxis({ data, plot, band, isLying, isLine }: Drawn) {
  const widest = Math.max(0, ...data.categories.map(widthOf));
  // Along time one may be left out between two; what bars are of is always named.
  const every = isLine ? Math.max(1, Math.ceil((Math.min(widest, namesWidth) + 6) / band)) : 1;
  const room = isLying ? namesWidth : band * every - 4;
  return data.categories.map((name, index): ReactNode => {
    if (index % every !== 0) return null;
    const middle = (index + 0.5) * band;
    const text = fitted(name, room);
    return (
      <text
        key={index}
        x={isLying ? plot.left - 8 : plot.left + middle}
        y={isLying ? plot.top + middle + letters / 3 : plot.top + plot.height + 18}
        textAnchor={isLying ? 'end' : 'middle'}
      >
        {text}
        {text !== name && <title>{name}</title>}
      </text>
    );
  });
}

function Bars(drawn: Drawn & { readonly series: ChartSeries; readonly index: number }) {
  const { data, plot, band, isLying, hatch, series, index } = drawn;
  const thick = Math.min(18, (band * 0.72) / data.series.length);
  const zero = placeOf(0, drawn);
  return series.values.map((value, at): ReactNode => {
    if (value === null) return null;
    const across = (at + 0.5) * band + (index - data.series.length / 2) * thick;
    const end = placeOf(value, drawn);
    const [from, long] = [Math.min(zero, end), Math.abs(end - zero)];
    const bar = isLying
      ? { x: from, y: plot.top + across, width: long, height: thick - 1 }
      : { x: plot.left + across, y: from, width: thick - 1, height: long };
    return (
      <g key={at}>
        <rect {...bar} className="chart-fill" />
        {/* What is partial is told by its shape, too: hatched, or an empty point. */}
        {series.isPartial[at] && <rect {...bar} fill={`url(#${hatch})`} />}
      </g>
    );
  });
}

function Line(drawn: Drawn & { readonly series: ChartSeries }) {
  const { plot, band, series } = drawn;
  const points = series.values.map((value, at) =>
    value === null ? null : { x: plot.left + (at + 0.5) * band, y: placeOf(value, drawn), at },
  );
  // Nothing is drawn where nothing is known.
  const path = points
    .map((one, at) => one && `${points[at - 1] ? 'L' : 'M'}${one.x.toFixed(1)} ${one.y.toFixed(1)}`)
    .filter(Boolean)
    .join('');
  return (
    <>
      <path d={path} className="chart-path" />
      {points.map(
        (one) =>
          one && (
            <circle
              key={one.at}
              cx={one.x}
              cy={one.y}
              r={3}
              className={series.isPartial[one.at] ? 'chart-empty' : 'chart-fill'}
            />
          ),
      )}
    </>
  );
}

function Pointed({ plot, band, isLying, isLine, at }: Drawn & { readonly at: number }) {
  if (isLine) {
    const x = plot.left + (at + 0.5) * band;
    return <line x1={x} x2={x} y1={plot.top} y2={plot.top + plot.height} className="chart-zero" />;
  }
  return (
    <rect
      className="chart-pointed"
      x={isLying ? plot.left : plot.left + at * band}
      y={isLying ? plot.top + at * band : plot.top}
      width={isLying ? plot.width : band}
      height={isLying ? band : plot.height}
    />
  );
}

function Told({ data, plot, band, isLying, show, size, at }: Drawn & { readonly at: number }) {
  const middle = (at + 0.5) * band;
  const isLate = isLying ? plot.top + middle > size.height / 2 : plot.left + middle > size.width / 2;
  const place = isLying
    ? {
        left: plot.left + 24,
        ...(isLate ? { bottom: size.height - at * band - plot.top + 4 } : { top: plot.top + (at + 1) * band + 4 }),
      }
    : {
        top: plot.top,
        ...(isLate ? { right: size.width - plot.left - at * band + 4 } : { left: plot.left + (at + 1) * band + 4 }),
      };
  return (
    <div className="chart-told" style={place}>
      <b>{data.categories[at]}</b>
      {data.series.map((one, index) => {
        const value = one.values[at];
        return (
          <span key={index} className={`chart-colour-${index + 1}`}>
            {one.name} <b>{typeof value === 'number' ? show(value) : '—'}</b>
          </span>
        );
      })}
    </div>
  );
}

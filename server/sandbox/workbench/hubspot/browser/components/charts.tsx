/** HubSpot's charts, each value also to be read as text. */
import type { BarChartProps, ChartDataRow, LineChartProps } from '@hubspot/ui-extensions';

interface Point {
  label: string;
  size: number;
}

export function BarChart(props: BarChartProps) {
  const { largest, points } = read(props);
  return (
    <ul className="hs-bars">
      {points.map(({ label, size }, at) => (
        <li key={at}>
          <span>{label}</span>
          <span className="bar" style={{ width: `${(100 * Math.abs(size)) / largest}%` }} />
        </li>
      ))}
    </ul>
  );
}

export function LineChart(props: LineChartProps) {
  const { largest, points } = read(props);
  const at = ({ size }: Point, index: number): string =>
    `${points.length < 2 ? 50 : (100 * index) / (points.length - 1)},${38 - (36 * Math.max(0, size)) / largest}`;
  return (
    <figure className="hs-line">
      <svg viewBox="-2 0 104 40" aria-hidden="true" preserveAspectRatio="none">
        <polyline points={points.map(at).join(' ')} fill="none" vectorEffect="non-scaling-stroke" />
      </svg>
      <ol>
        {points.map(({ label }, index) => (
          <li key={index}>{label}</li>
        ))}
      </ol>
    </figure>
  );
}

function read({ axes, data }: BarChartProps): { points: Point[]; largest: number } {
  const rows: ChartDataRow[] = Array.isArray(data) ? data : data.data;
  const points = rows.map((row) => ({
    label: String(row[axes.x.field] ?? ''),
    size: Number(row[axes.y.field] ?? 0),
  }));
  return { points, largest: Math.max(1e-9, ...points.map(({ size }) => Math.abs(size))) };
}

import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

/** One number with what it is about. Of a histogram: how many values there were, and their sum. */
export interface Point {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly value: number;
  readonly sum?: number;
}

/** What a host brings that keeps its numbers and traces in memory, with OpenTelemetry's own SDK. */
export function openCollector() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const spans = new InMemorySpanExporter();
  return {
    telemetry: {
      metrics: new MeterProvider({ readers: [reader] }),
      trace: new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }),
    },
    spans: () => spans.getFinishedSpans(),
    async points(): Promise<Point[]> {
      const { resourceMetrics } = await reader.collect();
      return resourceMetrics.scopeMetrics.flatMap(({ metrics }) =>
        metrics.flatMap((metric): Point[] => {
          const { name } = metric.descriptor;
          if (metric.dataPointType === DataPointType.GAUGE || metric.dataPointType === DataPointType.SUM)
            return metric.dataPoints.map(({ attributes, value }) => ({ name, attributes, value }));
          return metric.dataPoints.map(({ attributes, value }) => ({ name, attributes, value: value.count, sum: value.sum ?? 0 }));
        }),
      );
    },
  };
}

/** The value of one point; with a part of its attributes, the sum over all that have them. Undefined when there is none. */
export function read(points: readonly Point[], name: string, part: Readonly<Record<string, unknown>> = {}): number | undefined {
  const found = points.filter(
    (point) => point.name === name && Object.entries(part).every(([key, value]) => point.attributes[key] === value),
  );
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
}

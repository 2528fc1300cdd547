import type { Catalog } from '@plimsoll/contract';
import { readErrorType } from './error-type.ts';
import { type AttributesOf, type CounterName, type HistogramName, metricTable, type ObservedName } from './metric-table.ts';
import type { Attributes, InstrumentOptions, Observable, Telemetry, TelemetryMeter, TelemetryTracer } from './telemetry.ts';

/** The name under which the host's OpenTelemetry knows what comes from here. */
const SCOPE = '@plimsoll/server';
/** Seconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200];
const SPAN_ERROR = 2;

/** OpenTelemetry's `SpanKind`. */
const SPAN_KINDS = { internal: 0, client: 2, consumer: 4 } as const;

interface SpanStart {
  readonly name: string;
  readonly kind?: keyof typeof SPAN_KINDS;
  readonly attributes?: Attributes;
}

/** Takes what is measured. Never throws into the work that is measured by what it is given itself. */
export interface Recorder {
  /** Whether the host takes anything at all. */
  readonly active: boolean;
  /** Whether the host takes numbers: what costs anything to find out is only looked for then. */
  readonly takesNumbers: boolean;
  count<N extends CounterName>(name: N, attributes?: AttributesOf<N>, by?: number): void;
  /** Takes milliseconds and records seconds. */
  time<N extends HistogramName>(name: N, ms: number, attributes?: AttributesOf<N>): void;
  countUnits(meter: string, units: number): void;
  /** Runs the work within a span; `end` may say more of it, by its result. An `error.type` among that marks it as failed. */
  span<T>(start: SpanStart, work: () => Promise<T>, end?: (result: T) => Attributes): Promise<T>;
  /** Numbers that are asked for when the host collects. Gives the way to stop. */
  observe(names: readonly ObservedName[], read: (give: Give) => Promise<void>): () => void;
}

export type Give = <N extends ObservedName>(name: N, value: number, attributes?: AttributesOf<N>) => void;

export interface RecorderOptions {
  /** First word of every metric. */
  readonly prefix: string;
  readonly catalog: Catalog;
}

type Numbers = Omit<Recorder, 'span' | 'active'>;

const noNumbers: Numbers = { takesNumbers: false, count() {}, time() {}, countUnits() {}, observe: () => () => {} };

const justRun: Recorder['span'] = (_start, work) => work();

/** Takes nothing. */
export const silentRecorder: Recorder = { active: false, ...noNumbers, span: justRun };

/** Makes the instruments. Without telemetry nothing is taken. */
export function createRecorder(telemetry: Telemetry | undefined, options: RecorderOptions): Recorder {
  const meter = telemetry?.metrics?.getMeter(SCOPE);
  const tracer = telemetry?.trace?.getTracer(SCOPE);
  return {
    active: meter !== undefined || tracer !== undefined,
    ...(meter === undefined ? noNumbers : numbersOf(meter, options)),
    span: tracer === undefined ? justRun : spansOf(tracer),
  };
}

function numbersOf(meter: TelemetryMeter, { prefix, catalog }: RecorderOptions): Numbers {
  const full = (name: string) => `${prefix}.${name}`;
  const make = <I>(kinds: readonly string[], create: (name: string, options: InstrumentOptions) => I) =>
    new Map(
      Object.entries(metricTable)
        .filter(([, { kind }]) => kinds.includes(kind))
        .map(([name, { unit, says }]) => [name, create(full(name), { unit, description: says })] as const),
    );
  const counters = make(['counter'], (name, options) => meter.createCounter(name, options));
  const histograms = make(['histogram'], (name, options) =>
    meter.createHistogram(name, { ...options, advice: { explicitBucketBoundaries: BUCKETS } }),
  );
  const observed = new Map<string, Observable>([
    ...make(['gauge'], (name, options) => meter.createObservableGauge(name, options)),
    ...make(['observed-counter'], (name, options) => meter.createObservableCounter(name, options)),
  ]);
  const usage = new Map(
    Object.keys(catalog.meters).map((id) => {
      const options = { unit: '{unit}', description: `Units of ${id} that were committed` };
      return [id, { counter: meter.createCounter(full(`usage.${id}`), options), attributes: { meter: id } }] as const;
    }),
  );

  return {
    takesNumbers: true,
    count: (name, attributes, by = 1) => counters.get(name)?.add(by, attributes),
    time: (name, ms, attributes) => histograms.get(name)?.record(ms / 1000, attributes),
    countUnits(id, units) {
      const own = usage.get(id);
      own?.counter.add(units, own.attributes);
    },
    observe(names, read) {
      const instruments = names.map((name) => observed.get(name)).filter((instrument) => instrument !== undefined);
      const callback = (result: { observe(instrument: Observable, value: number, attributes?: Attributes): void }) =>
        read((name, value, attributes) => {
          const instrument = observed.get(name);
          if (instrument !== undefined) result.observe(instrument, value, attributes);
        });
      meter.addBatchObservableCallback(callback, instruments);
      return () => meter.removeBatchObservableCallback(callback, instruments);
    },
  };
}

function spansOf(tracer: TelemetryTracer): Recorder['span'] {
  return ({ name, kind = 'internal', attributes = {} }, work, end) =>
    tracer.startActiveSpan(name, { kind: SPAN_KINDS[kind], attributes }, async (span) => {
      try {
        const result = await work();
        const more = end?.(result) ?? {};
        span.setAttributes(more);
        if (more['error.type'] !== undefined) span.setStatus({ code: SPAN_ERROR });
        return result;
      } catch (error) {
        // The message of an error is for the log: it may name a customer.
        span.setAttributes({ 'error.type': readErrorType(error) });
        span.setStatus({ code: SPAN_ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
}

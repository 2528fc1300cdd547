/**
 * Where numbers and traces go: the two entry points of the OpenTelemetry API, or providers of your own.
 * `import { metrics, trace } from '@opentelemetry/api'` gives both. Without it nothing is measured, and nothing is ever sent anywhere but here.
 */
export interface Telemetry {
  readonly metrics?: { getMeter(name: string): TelemetryMeter };
  readonly trace?: { getTracer(name: string): TelemetryTracer };
}

/** What a measured value or a span is about. Never a customer, user, request, event or address. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export interface InstrumentOptions {
  description?: string;
  unit?: string;
  advice?: { explicitBucketBoundaries?: number[] };
}

/** The part of OpenTelemetry's `Meter` that is used. */
export interface TelemetryMeter {
  createCounter(name: string, options?: InstrumentOptions): { add(value: number, attributes?: Attributes): void };
  createHistogram(name: string, options?: InstrumentOptions): { record(value: number, attributes?: Attributes): void };
  createObservableGauge(name: string, options?: InstrumentOptions): Observable;
  createObservableCounter(name: string, options?: InstrumentOptions): Observable;
  addBatchObservableCallback(callback: Observe, instruments: Observable[]): void;
  removeBatchObservableCallback(callback: Observe, instruments: Observable[]): void;
}

/** A number that is asked for when it is collected. */
export interface Observable {
  addCallback(callback: (result: { observe(value: number, attributes?: Attributes): void }) => void): void;
}

/** Gives the numbers of several instruments at the moment of their collection. */
type Observe = (result: { observe(instrument: Observable, value: number, attributes?: Attributes): void }) => void | Promise<void>;

/** The part of OpenTelemetry's `Tracer` that is used. What is started within the work becomes a child where the host keeps the context. */
export interface TelemetryTracer {
  startActiveSpan<T>(name: string, options: { kind?: number; attributes?: Attributes }, work: (span: TelemetrySpan) => T): T;
}

interface TelemetrySpan {
  setAttributes(attributes: Attributes): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
}

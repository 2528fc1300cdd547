import { metrics, trace } from '@opentelemetry/api';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { Telemetry } from './telemetry.ts';

// What the OpenTelemetry API and its SDK give fits as it is.
export const ambient: Telemetry = { metrics, trace };
export const numbersAlone: Telemetry = { metrics: new MeterProvider() };
export const tracesAlone: Telemetry = { trace };

// @ts-expect-error: a meter is not where meters come from
export const wrong: Telemetry = { metrics: metrics.getMeter('mine') };

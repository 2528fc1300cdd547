import { FAULT_KINDS, type Fault } from './faults.ts';
import { malformed } from './http/api-error.ts';
import type { Call, Route } from './http/call.ts';
import { readFields } from './http/fields.ts';
import { json, seeOther } from './http/respond.ts';
import { addPeriod, HOUR } from './period.ts';
import type { PolarEmulator } from './polar-emulator.ts';
import type { PolarSeed } from './seed.ts';

/** The emulator's own routes: everything that a test or a person may do to it from outside. No token is asked for. */
export function createControlRoutes(emulator: () => PolarEmulator): readonly Route[] {
  return [
    { method: 'GET', path: '/_emulator/state', run: () => json(200, emulator().dump()) },
    { method: 'GET', path: '/_emulator/events', run: () => json(200, { events: emulator().events() }) },
    { method: 'GET', path: '/_emulator/requests', run: () => json(200, { requests: emulator().requests() }) },
    { method: 'GET', path: '/_emulator/webhooks', run: () => json(200, { deliveries: emulator().webhooks.deliveries() }) },
    { method: 'GET', path: '/_emulator/faults', run: ({ core }) => json(200, { faults: core.faults.list() }) },
    { method: 'POST', path: '/_emulator/clock', run: (call) => moveClock(call, emulator()) },
    { method: 'POST', path: '/_emulator/faults', run: (call) => setFault(call, emulator()) },
    { method: 'DELETE', path: '/_emulator/faults', run: (call) => clearFaults(call, emulator()) },
    { method: 'POST', path: '/_emulator/meter-lag', run: (call) => setMeterLag(call, emulator()) },
    { method: 'POST', path: '/_emulator/reset', run: (call) => reset(call, emulator()) },
    { method: 'POST', path: '/_emulator/fail-next-payment', run: (call) => failNextPayment(call, emulator()) },
    { method: 'POST', path: '/_emulator/pay', run: (call) => settle(call, emulator().pay) },
    { method: 'POST', path: '/_emulator/decline', run: (call) => settle(call, emulator().decline) },
  ];
}

/** `{ advanceMs }` or `{ advanceTo }` from a program; `advance=day` from the page's buttons, which go back to it. */
async function moveClock({ core, body }: Call, emulator: PolarEmulator): Promise<Response> {
  const fields = readFields(body);
  if (fields.has('advance')) {
    await emulator.clock.advance(lengthOf(fields.oneOf('advance', ['hour', 'day', 'week', 'month']), core.clock.iso()));
    return seeOther('/');
  }
  const to = fields.textOrNull('advanceTo');
  const ms = to === null ? fields.whole('advanceMs') : Date.parse(to) - core.clock.now();
  if (Number.isNaN(ms)) fields.fail('advanceTo', 'Input should be a date');
  fields.check();
  await emulator.clock.advance(Math.max(0, ms));
  return json(200, { now: core.clock.iso() });
}

function lengthOf(step: 'hour' | 'day' | 'week' | 'month', now: string): number {
  return step === 'hour' ? HOUR : Date.parse(addPeriod(now, { interval: step, count: 1 })) - Date.parse(now);
}

function setFault({ core, body }: Call, emulator: PolarEmulator): Response {
  if (body.clear === true) emulator.faults.clear();
  else emulator.faults.set(readFault(body));
  return json(200, { faults: core.faults.list() });
}

function readFault(body: Readonly<Record<string, unknown>>): Fault {
  const fields = readFields(body);
  const kind = fields.oneOf('kind', FAULT_KINDS);
  if (kind === 'slow' || kind === 'webhook-delay') fields.whole('ms');
  if (kind === 'status') fields.whole('status', 400);
  for (const name of ['path', 'method']) fields.textOrNull(name);
  fields.wholeOrNull('times', 1);
  fields.check();
  if (body.probability !== undefined && typeof body.probability !== 'number') {
    throw malformed([
      { type: 'float_type', loc: ['body', 'probability'], msg: 'Input should be a number from 0 to 1', input: body.probability },
    ]);
  }
  // Checked field by field just above.
  return { ...body, kind } as Fault;
}

function setMeterLag({ body }: Call, emulator: PolarEmulator): Response {
  const fields = readFields(body);
  const ms = fields.whole('ms', 0);
  fields.check();
  emulator.setMeterLag(ms);
  return json(200, { ms });
}

function clearFaults({ core }: Call, emulator: PolarEmulator): Response {
  emulator.faults.clear();
  return json(200, { faults: core.faults.list() });
}

function reset({ body }: Call, emulator: PolarEmulator): Response {
  // Trusted like a file given on the command line: whoever can reach this port owns the emulator.
  emulator.reset(body.seed === undefined ? undefined : (body.seed as PolarSeed));
  return json(200, { reset: true });
}

function failNextPayment({ body }: Call, emulator: PolarEmulator): Response {
  const fields = readFields(body);
  const customer = fields.text('externalCustomerId');
  const times = fields.wholeOrNull('times', 1) ?? 1;
  fields.check();
  emulator.failNextPayment(customer, times);
  return json(200, { externalCustomerId: customer, times });
}

async function settle({ body }: Call, act: (checkoutId: string) => Promise<unknown>): Promise<Response> {
  const fields = readFields(body);
  const id = fields.text('checkoutId');
  fields.check();
  return json(200, await act(id));
}

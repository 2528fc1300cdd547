'use client';
import type { BillingError, MeterBalance, MeterName } from '@plimsoll/contract';
import { Fragment, useId } from 'react';
import { useText } from '../../messages/text-provider.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import { describeMeter, type MeterWords } from './describe-meter.ts';
import { type MeterReading, readMeter, readTone, soundBalance } from './read-meter.ts';

/** `bar` with caption, `ring` for dashboards, `compact` for headers and menus. */
export type MeterVariant = 'bar' | 'ring' | 'compact';

export interface MeterWidgetViewProps {
  readonly meter: MeterName | undefined;
  /** Undefined while it is on its way; null where the customer does not have the meter. */
  readonly balance: MeterBalance | null | undefined;
  /** @default 'bar' */
  readonly variant?: MeterVariant | undefined;
  /** Shown only where there is no balance: the last good one stays. */
  readonly error?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
}

/** How much of an allowance is used, as a bar, a ring or a line. */
export function MeterWidgetView({ meter, balance: given, variant = 'bar', error, onRetry }: MeterWidgetViewProps) {
  const text = useText();
  const labelId = useId();
  const className = `ps-meter ps-meter-${variant}`;
  if (meter === undefined || given === undefined) {
    if (error) return <ErrorNote title={text.messages.meterError} error={error} onRetry={onRetry} />;
    return <Skeleton className={className} rows={variant === 'bar' ? 3 : 2} />;
  }
  const name = (
    <span className="ps-meter-name" id={labelId}>
      <bdi>{meter.name}</bdi>
    </span>
  );
  if (given === null) {
    return (
      <div className={className} data-state="empty">
        {name}
        <span className="ps-meter-caption">{text.messages.notIncluded}</span>
      </div>
    );
  }
  const balance = soundBalance(given);
  const reading = readMeter(balance);
  const words = describeMeter(meter, balance, { ...text, isNarrow: variant !== 'bar' });
  const tone = readTone(balance);
  // A compact meter has room for one phrase, and needs it where the colour says something.
  const isCompact = variant === 'compact';
  const phrase = isCompact && tone === 'ok' ? undefined : words.details[0];
  return (
    <div className={className} data-state="ready" data-level={tone}>
      {name}
      <span className="ps-meter-value">
        <bdi>{words.value}</bdi>
        {isCompact && phrase && (
          <span className="ps-meter-phrase">
            {' · '}
            <bdi>{phrase}</bdi>
          </span>
        )}
      </span>
      {'share' in reading && <Gauge {...{ reading, words, labelId }} shape={variant === 'ring' ? 'ring' : 'bar'} />}
      {!isCompact && phrase && <Details {...words} />}
    </div>
  );
}

// Each phrase keeps its own direction, or numbers would change places in a right-to-left page.
function Details({ details }: Pick<MeterWords, 'details'>) {
  return (
    <span className="ps-meter-caption">
      {details.map((detail, place) => (
        <Fragment key={detail}>
          {place > 0 && ' · '}
          <bdi>{detail}</bdi>
        </Fragment>
      ))}
    </span>
  );
}

interface GaugeProps {
  readonly reading: Extract<MeterReading, { share: number }>;
  readonly words: MeterWords;
  readonly labelId: string;
  readonly shape: 'ring' | 'bar';
}

// Not a <meter>: browsers draw that in their own way, and it takes no children.
function Gauge({ reading, words, labelId, shape }: GaugeProps) {
  return (
    <span
      role="meter"
      aria-labelledby={labelId}
      aria-valuemin={0}
      aria-valuemax={reading.max}
      aria-valuenow={reading.now}
      aria-valuetext={words.sentence}
      className={`ps-gauge ps-gauge-${shape}`}
    >
      {shape === 'ring' ? <Ring reading={reading} /> : <Bar reading={reading} />}
    </span>
  );
}

// Past the allowance the scale is stretched: the mark stands where the allowance ends, what is over follows in another tone.
function Bar({ reading: { share, overShare } }: Pick<GaugeProps, 'reading'>) {
  return (
    <>
      <span className="ps-gauge-fill" style={{ inlineSize: percent(share * (1 - overShare)) }} />
      {overShare > 0 && <span className="ps-gauge-over" style={{ inlineSize: percent(overShare) }} />}
    </>
  );
}

const RING_LENGTH = 100;

function Ring({ reading: { share, overShare } }: Pick<GaugeProps, 'reading'>) {
  const { format } = useText();
  const circle = { cx: 18, cy: 18, r: 15.9155, pathLength: RING_LENGTH, fill: 'none' };
  const filled = share * (1 - overShare) * RING_LENGTH;
  return (
    <>
      <svg viewBox="0 0 36 36" aria-hidden="true" focusable="false">
        <circle {...circle} className="ps-ring-track" />
        {share > 0 && <circle {...circle} className="ps-ring-fill" strokeDasharray={`${filled} ${RING_LENGTH}`} />}
        {overShare > 0 && (
          <circle {...circle} className="ps-ring-over" strokeDasharray={`0 ${filled} ${overShare * RING_LENGTH} ${RING_LENGTH}`} />
        )}
      </svg>
      <span className="ps-ring-text" aria-hidden="true">
        {format.percent(Math.floor(share * RING_LENGTH) / RING_LENGTH)}
      </span>
    </>
  );
}

const percent = (share: number) => `${share * 100}%`;

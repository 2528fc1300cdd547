'use client';
import type { MeterName } from '@plimsoll/contract';
import type { AdminCustomer } from '@plimsoll/contract/routes';
import { MeterWidgetView } from '../../components/meter-widget/meter-widget-view.tsx';
import { readRoom } from '../../components/meter-widget/read-room.ts';
import { useDeskText } from '../desk-text.tsx';

export interface WhyViewProps {
  readonly meters: AdminCustomer['meters'];
  readonly meterName: (meter: string) => MeterName;
}

/** Where each meter stands, and why the customer is stopped or not: the answer in a sentence, then every step of the decision. */
export function WhyView({ meters, meterName }: WhyViewProps) {
  const { desk } = useDeskText();
  return (
    <div className="ps-desk-why">
      {Object.entries(meters).map(([meter, { balance, because }]) => {
        const name = meterName(meter);
        const says = readRoom(balance) > 0 ? desk.whyAdmitted : desk.whyStopped;
        return (
          <div key={meter}>
            <MeterWidgetView meter={name} balance={balance} />
            <p>{says({ unit: name.unit.other, because: because.at(-1) ?? '' })}</p>
            <details>
              <summary>{desk.whySteps}</summary>
              <ol>
                {because.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </details>
          </div>
        );
      })}
    </div>
  );
}

'use client';
import type { AdminTransition } from '@plimsoll/contract/routes';
import { useDeskText } from '../desk-text.tsx';
import { Row } from '../rows/row.tsx';
import { type Paged, RowsView } from '../rows/rows-view.tsx';
import { describeSource } from './describe-source.ts';
import { describeTransition } from './describe-transition.ts';

export interface TimelineViewProps extends Paged<AdminTransition> {
  readonly tierName: (tier: string) => string;
}

/** Every change of an account, newest first: which webhook, reading or person caused it, and what was before and after. */
export function TimelineView({ tierName, ...paged }: TimelineViewProps) {
  const text = useDeskText();
  const { desk, format } = text;
  return (
    <RowsView {...paged} label={desk.timeline} empty={desk.timelineEmpty}>
      {(transition) => {
        const changes = describeTransition(transition, tierName, text);
        return (
          <Row
            key={transition.seq}
            title={describeSource(transition.source, desk)}
            facts={[format.dateTime(transition.at), desk.row({ seq: format.number(transition.seq) })]}
          >
            {changes.length === 0 && <p className="ps-hint">{desk.unchanged}</p>}
            <dl className="ps-desk-changes">
              {changes.map(({ field, label, before, after }) => (
                <div key={field}>
                  <dt>{label}</dt>
                  <dd>
                    <bdi>{before}</bdi> → <bdi>{after}</bdi>
                  </dd>
                </div>
              ))}
            </dl>
          </Row>
        );
      }}
    </RowsView>
  );
}

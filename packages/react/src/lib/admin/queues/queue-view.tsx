'use client';
import { Button, Checkbox } from '@radix-ui/themes';
import type { ReactNode } from 'react';
import { useDeskText } from '../desk-text.tsx';
import { DeedDialog } from '../dialogs/deed-dialog.tsx';
import { Row } from '../rows/row.tsx';
import { type Paged, RowsView } from '../rows/rows-view.tsx';
import type { Asking } from './use-asking.ts';
import type { Choice } from './use-choice.ts';

/** One thing in a queue that needs a person. */
export interface StuckRow {
  readonly key: string;
  readonly title: string;
  readonly facts: readonly (string | null)[];
  /** Why it is stuck. */
  readonly reason: string;
}

/** How full a queue is. */
export interface Depth {
  readonly waiting: number;
  readonly stuck: number;
  readonly oldestAt: string | null;
}

export interface QueueViewProps extends Paged<StuckRow>, Pick<Choice, 'chosen' | 'toggle' | 'toggleAll'>, Asking {
  readonly label: string;
  readonly empty: string;
  readonly depth: Depth | undefined;
  /** What is done with the chosen rows, in words. */
  readonly words: { readonly one: string; readonly many: string; readonly title: string; readonly text: string };
  /** What came of the last time. */
  readonly outcome: string | null;
}

/** A queue with what was given up in it: chosen by hand, asked about, and set going again. */
export function QueueView(props: QueueViewProps) {
  const { label, rows, chosen, toggle, words, depth, outcome } = props;
  const { desk } = useDeskText();
  return (
    <div className="ps-desk-part">
      {depth && <DepthLine {...depth} />}
      {rows !== undefined && rows.length > 0 && <Chosen {...props} rows={rows} />}
      <p role="status" className="ps-hint">
        {outcome}
      </p>
      <RowsView {...props} label={label}>
        {({ key, title, facts, reason }): ReactNode => (
          <Row
            key={key}
            lead={<Checkbox aria-label={desk.select({ name: title })} checked={chosen.has(key)} onCheckedChange={() => toggle(key)} />}
            title={title}
            facts={facts}
          >
            <p className="ps-desk-error">{reason}</p>
          </Row>
        )}
      </RowsView>
      {props.isAsking && (
        <DeedDialog
          title={words.title}
          text={words.text}
          label={words.one}
          isBusy={props.isBusy}
          error={props.actionError}
          onConfirm={props.onConfirm}
          onClose={props.onCancel}
        />
      )}
    </div>
  );
}

function DepthLine({ waiting, stuck, oldestAt }: Depth) {
  const { desk, format } = useDeskText();
  const parts = [desk.waiting({ count: format.number(waiting) }), desk.stuck({ count: format.number(stuck) })];
  return <p className="ps-desk-depth">{[...parts, ...(oldestAt ? [desk.oldest({ time: format.dateTime(oldestAt) })] : [])].join(' · ')}</p>;
}

function Chosen({ rows, chosen, toggleAll, words, onAsk }: QueueViewProps & { readonly rows: readonly StuckRow[] }) {
  const { desk } = useDeskText();
  return (
    <div className="ps-desk-choose">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside */}
      <label>
        <Checkbox
          checked={chosen.size === 0 ? false : chosen.size === rows.length || 'indeterminate'}
          onCheckedChange={() => toggleAll(rows.map(({ key }) => key))}
        />
        {desk.selectAll}
      </label>
      <Button type="button" disabled={chosen.size === 0} onClick={onAsk}>
        {chosen.size === 0 ? words.one : words.many}
      </Button>
    </div>
  );
}

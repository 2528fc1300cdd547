import { describe, expect, it } from 'vitest';
import { createHub } from './hub.ts';

const MOST_LISTENERS = 10_000;
const MOST_OF_ONE_CUSTOMER = 1000;

describe('a hub', () => {
  it('tells the listeners of one customer, and nobody else', () => {
    const hub = createHub();
    const heard: string[] = [];
    hub.listen('acme', () => void heard.push('acme/1'));
    hub.listen('acme', () => void heard.push('acme/2'));
    hub.listen('globex', () => void heard.push('globex'));
    hub.publish({ customerId: 'acme' });
    expect(heard).toEqual(['acme/1', 'acme/2']);
    hub.publish({ customerId: 'nobody' });
    expect(heard).toHaveLength(2);
    hub.publishAll();
    expect(heard.slice(2).sort()).toEqual(['acme/1', 'acme/2', 'globex']);
  });

  it('forgets a listener that has left, and only that one, however often it leaves', () => {
    const hub = createHub();
    let heard = 0;
    const listener = () => {
      heard += 1;
    };
    const leave = hub.listen('acme', () => expect.fail('told after it left'));
    hub.listen('acme', listener);
    leave();
    leave();
    hub.publish({ customerId: 'acme' });
    expect(heard).toBe(1);
  });

  it('keeps a listener that came after its neighbour left twice', () => {
    const hub = createHub();
    const leave = hub.listen('acme', () => {});
    leave();
    let heard = 0;
    hub.listen('acme', () => {
      heard += 1;
    });
    leave();
    hub.publish({ customerId: 'acme' });
    expect(heard).toBe(1);
  });

  it('lets a listener leave while it is told', () => {
    const hub = createHub();
    let heard = 0;
    const leave = hub.listen('acme', () => {
      heard += 1;
      leave();
    });
    hub.publishAll();
    hub.publishAll();
    expect(heard).toBe(1);
  });

  it('holds 10,000 listeners, refuses the next with a time to come back, and takes one again when another leaves', () => {
    const hub = createHub();
    const leaves = Array.from({ length: MOST_LISTENERS }, (_, index) => hub.listen(`customer-${index % 100}`, () => {}));
    const listen = () => hub.listen('acme', () => {});
    expect(listen).toThrow(expect.objectContaining({ code: 'rate_limited', retryAfterMs: 30_000 }));
    leaves[0]?.();
    leaves[0]?.();
    expect(listen).not.toThrow();
    expect(listen).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  });

  it('holds 1000 listeners of one customer, and still takes those of others', () => {
    const hub = createHub();
    const leaves = Array.from({ length: MOST_OF_ONE_CUSTOMER }, () => hub.listen('acme', () => {}));
    const listen = () => hub.listen('acme', () => {});
    expect(listen).toThrow(expect.objectContaining({ code: 'rate_limited', publicMessage: expect.stringContaining('this account') }));
    expect(() => hub.listen('globex', () => {})).not.toThrow();
    leaves[0]?.();
    expect(listen).not.toThrow();
  });

  it('tells those who wait for its end, unless they left', () => {
    const hub = createHub();
    const ended: string[] = [];
    hub.onClose(() => void ended.push('stays'));
    hub.onClose(() => void ended.push('left'))();
    hub.close();
    expect(ended).toEqual(['stays']);
  });
});

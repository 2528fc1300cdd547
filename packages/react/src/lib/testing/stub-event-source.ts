/** Stands in for the browser's `EventSource`; a test opens, breaks and feeds it by hand. */
export class StubEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: StubEventSource[] = [];
  readyState = 0;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    StubEventSource.opened.push(this);
  }

  close(): void {
    this.readyState = StubEventSource.CLOSED;
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  say(data: string): void {
    this.dispatchEvent(new MessageEvent('state', { data }));
  }

  break(isClosed: boolean): void {
    this.readyState = isClosed ? StubEventSource.CLOSED : 0;
    this.dispatchEvent(new Event('error'));
  }
}

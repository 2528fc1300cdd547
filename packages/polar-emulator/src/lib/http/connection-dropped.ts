/** Thrown by `fetch` instead of an answer when a fault cuts the connection. A server should close the socket. */
export class ConnectionDropped extends Error {
  override readonly name = 'ConnectionDropped';

  constructor() {
    super('The emulator cut the connection, as it was told to.');
  }
}

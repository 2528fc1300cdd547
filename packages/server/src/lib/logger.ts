/** What a log line carries besides its text. Never a secret, a token or a portal link. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where log lines go. Any structured logger fits. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** The same logger with fields in every line; they are read when a line is written. */
export function loggerWith(logger: Logger, fields: LogFields): Logger {
  return {
    info: (message, own) => logger.info(message, { ...fields, ...own }),
    warn: (message, own) => logger.warn(message, { ...fields, ...own }),
    error: (message, own) => logger.error(message, { ...fields, ...own }),
  };
}

/** Says nothing. */
export const silentLogger: Logger = { info() {}, warn() {}, error() {} };

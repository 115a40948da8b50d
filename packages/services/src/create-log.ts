import { tellFailure } from '@huibao/db';
import { pino, type DestinationStream, type Logger } from 'pino';

/** A process's log, JSON lines: of a failure, what `tellFailure` tells. */
export function createLog(name: string, stream?: DestinationStream): Logger {
  const options = {
    name,
    serializers: { err: tellFailure },
    hooks: {
      // By itself it would make a failure's own words the line's.
      logMethod(this: Logger, args: Parameters<pino.LogFn>, write: pino.LogFn) {
        const [first] = args as unknown[];
        if (first instanceof Error) write.call(this, { err: first }, tellFailure(first).message);
        else write.apply(this, args);
      },
    },
  };
  return stream ? pino(options, stream) : pino(options);
}

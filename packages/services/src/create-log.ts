import { tellFailure } from '@huibao/db';
import { nameRequest } from '@huibao/tracing';
import { pino, type DestinationStream, type Logger } from 'pino';

/** A process's log, JSON lines: of a failure, what `tellFailure` tells; and which request it was for. */
export function createLog(name: string, stream?: DestinationStream): Logger {
  const options = {
    name,
    serializers: { err: tellFailure },
    mixin: nameRequest,
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

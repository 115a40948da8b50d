import { nameRequest } from '@huibao/tracing';
import { pino } from 'pino';

/** JSON lines on standard output, each with the request that it is for. */
export const log = pino({ name: 'web', mixin: nameRequest });

import { hostname } from 'node:os';
import { readWebConfig } from '@huibao/config';

const startedAt = new Date().toISOString();

/** The process that sends a page: web has no database in which it could say that it is there. */
export const thisWeb = { host: `${hostname()} ${process.pid}`, release: readWebConfig().RELEASE, startedAt };

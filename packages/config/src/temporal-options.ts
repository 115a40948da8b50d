import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { worker } from './schemas.ts';

type TemporalConfig = Pick<
  z.infer<typeof worker>,
  | 'TEMPORAL_ADDRESS'
  | 'TEMPORAL_TLS'
  | 'TEMPORAL_TLS_CA'
  | 'TEMPORAL_TLS_CERT'
  | 'TEMPORAL_TLS_KEY'
  | 'TEMPORAL_TLS_SERVER_NAME'
>;

/**
 * How Temporal is reached. The files are read each time, so that whoever connects anew takes a certificate that has
 * been renewed.
 */
export function temporalOptionsOf(read: TemporalConfig) {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_TLS_CERT: cert, TEMPORAL_TLS_KEY: key } = read;
  if (read.TEMPORAL_TLS === 'off') return { address };
  return {
    address,
    tls: {
      ...(read.TEMPORAL_TLS_SERVER_NAME ? { serverNameOverride: read.TEMPORAL_TLS_SERVER_NAME } : {}),
      ...(read.TEMPORAL_TLS_CA ? { serverRootCACertificate: readFileSync(read.TEMPORAL_TLS_CA) } : {}),
      ...(cert && key ? { clientCertPair: { crt: readFileSync(cert), key: readFileSync(key) } } : {}),
    },
  };
}

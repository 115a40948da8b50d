import type { Metrics } from './metrics.ts';

/** What of an api's or worker's services is measured. */
interface Measured {
  readonly pools: () => Readonly<
    Record<string, { readonly used: number; readonly waiting: number; readonly most: number }>
  >;
  readonly reads: () => Readonly<Record<'replica' | 'late' | 'away', number>> | null;
  readonly auditHeads: { readonly state: () => Readonly<Record<string, { readonly waiting: number } | undefined>> };
}

/** What operators watch of whoever works on the database. */
export function measureServices(metrics: Metrics, services: Measured, schema: { readonly fits: () => boolean }): void {
  const ofPools = (of: 'used' | 'waiting' | 'most') => () =>
    Object.fromEntries(Object.entries(services.pools()).map(([role, pool]) => [role, pool[of]]));
  metrics.gauge('huibao_pool_connections_used', 'Connections to the database in use', ofPools('used'), 'role');
  metrics.gauge('huibao_pool_connections_max', 'Connections that a pool may open', ofPools('most'), 'role');
  metrics.gauge('huibao_pool_waiting', 'Who waits for a connection', ofPools('waiting'), 'role');
  metrics.gauge('huibao_replica_reads', 'Reads that may go to a replica', () => services.reads() ?? {}, 'answered');
  metrics.gauge('huibao_schema_fits', 'Whether code and schema fit', () => Number(schema.fits()));
  metrics.gauge(
    'huibao_audit_heads_waiting',
    'Heads of audit chains that a copy has not taken yet',
    () =>
      Object.fromEntries(
        Object.entries(services.auditHeads.state()).map(([copy, state]) => [copy, state?.waiting ?? 0]),
      ),
    'copy',
  );
}

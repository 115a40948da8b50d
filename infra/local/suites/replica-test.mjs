import { root } from '../place.mjs';
import { databaseUrl } from '../postgres.mjs';
import { run } from '../run.mjs';
import { keepSecrets } from '../secrets.mjs';
import { node, toolEnvironment } from '../toolchain.mjs';
import { count } from './tally.mjs';

/**
 * That the product of the journeys read on its replica, and that people see what they did whatever becomes of that one.
 * @param {{ home: import('../place.mjs').Home,
 *   product: { environment: NodeJS.ProcessEnv, ports: Record<string, number> } }} options
 */
export async function runReplicaTest({ home, product }) {
  const total = count();
  const { databasePassword: password } = keepSecrets(home.folder);
  const replicaUrl = databaseUrl({ port: product.ports.replica, password });
  const metrics = await (await fetch(`http://127.0.0.1:${product.ports['api-metrics']}/metrics`)).text();
  const reads = Object.fromEntries(
    [...metrics.matchAll(/^huibao_replica_reads\{answered="(\w+)"\} (\d+)$/gm)].map(([, by, n]) => [by, Number(n)]),
  );
  const didRead = reads.replica > 0 && reads.replica > reads.late + reads.away;
  total[didRead ? 'passed' : 'failed'] += 1;
  const { code, output } = await run(node, ['packages/benchmark/src/bin/replica.ts', replicaUrl], {
    cwd: root,
    env: toolEnvironment(product.environment),
    record: { home, name: 'replica-test' },
  });
  total.passed += output.match(/^ {2}\[ok\]/gm)?.length ?? 0;
  const failed = output.match(/^ {2}\[FAILED\]/gm)?.length ?? 0;
  total.failed += code !== 0 && failed === 0 ? 1 : failed;
  return {
    count: total,
    output: total.failed > 0 ? output : undefined,
    note: `of the journeys' ${reads.replica} reads on the replica, ${reads.late} on the primary since it was late, ${reads.away} away`,
  };
}

import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../place.mjs';
import { choosePorts } from '../ports.mjs';
import { askPrometheus, findPrometheus, monitoring, prometheusService } from '../prometheus.mjs';
import { run, tail } from '../run.mjs';
import { count } from './tally.mjs';

const rules = join(monitoring, 'alerts.yml');
/** Of a program beside ours, which a product of the tests hasn't: `npm run test:operator` has it measure. */
const elsewhere = new Set(['probe_ssl_earliest_cert_expiry', 'probe_success']);

/**
 * The night's work is begun, and Prometheus watches a product that people use: its own programs hold the alerts' rules
 * against their tests, and each query of a dashboard is answered.
 * @param {{ home: import('../place.mjs').Home, supervisor: ReturnType<import('../supervisor.mjs').createSupervisor>,
 *   product: { environment: NodeJS.ProcessEnv, ports: Record<string, number> }, temporal: string }} options
 */
export async function runWatchTest({ home, supervisor, product, temporal }) {
  const prometheus = await findPrometheus();
  const promtool = { ...prometheus, command: join(dirname(prometheus.command), 'promtool') };
  const fallen = [];
  for (const args of [
    ['check', 'rules', rules],
    ['test', 'rules', join(monitoring, 'alerts.test.yml')],
  ]) {
    const checked = await run(promtool.command, args, { env: { ...process.env, ...promtool.env } });
    if (checked.code !== 0) fallen.push(`promtool ${args.join(' ')}:\n${tail(checked.output, 40)}`);
  }
  fallen.push(...listUntried().map((name) => `no test fires ${name}`));
  const guide = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  fallen.push(
    ...alerts()
      .filter((name) => !guide.includes(`\`${name}\``))
      .map((name) => `docs/operations.md doesn’t say what to do about ${name}`),
  );

  const place = join(home.folder, 'watching');
  mkdirSync(place, { recursive: true });
  const { prometheus: port } = await choosePorts(place, { prometheus: undefined });
  await supervisor.run(watching({ prometheus, place, port, product }));
  const ask = (path, parameters = {}) => askPrometheus(port, path, parameters);
  const begun = await run(temporal, [
    ...['schedule', 'trigger', '--schedule-id', 'housekeeping'],
    ...['--address', product.environment.TEMPORAL_ADDRESS],
  ]);
  if (begun.code !== 0) fallen.push(`the night’s work can’t be begun: ${tail(begun.output)}`);
  await isRead(ask);
  const measured = new Set(Object.keys(await ask('metadata')));
  const asked = new Set(readFileSync(rules, 'utf8').match(/\b(?:huibao|nodejs|process|probe)_[a-z0-9_]+\b/g));
  const unknown = [...asked].filter(
    (name) =>
      !elsewhere.has(name) && ![name, name.replace(/_(?:count|sum|bucket)$/, '')].some((one) => measured.has(one)),
  );
  fallen.push(...unknown.map((name) => `an alert asks for ${name}, which nobody measures`));
  if (!(await isTidied(ask))) fallen.push('the night’s work wasn’t done within a minute');
  let queries = 0;
  for (const { title, targets = [] } of dashboards().flatMap(({ panels }) => panels)) {
    for (const { expr } of targets) {
      queries += 1;
      const { result } = await ask('query', { query: expr });
      if (result.length === 0) fallen.push(`“${title}” shows nothing: ${expr}`);
    }
  }
  return {
    count: count({ passed: queries + 3 + 2 * alerts().length - fallen.length, failed: fallen.length }),
    output: fallen.join('\n'),
    note: `${alerts().length} alerts, ${queries} queries`,
  };
}

/** As operators are told to, only oftener. */
function watching({ prometheus, place, port, product }) {
  const ports = { web: 9801, api: 9802, worker: 9803 };
  let config = readFileSync(join(monitoring, 'prometheus.yml'), 'utf8')
    .replace('- alerts.yml', `- ${rules}`)
    .replaceAll('interval: 15s', 'interval: 1s');
  for (const [name, shown] of Object.entries(ports))
    config = config.replace(`127.0.0.1:${shown}`, `127.0.0.1:${product.ports[`${name}-metrics`]}`);
  return prometheusService({ prometheus, place, port, config });
}

/** Each process three times: a rate needs two. */
async function isRead(ask) {
  for (;;) {
    const { result } = await ask('query', { query: 'count_over_time(up{job="huibao"}[1m])' });
    if (result.length === 3 && result.every(({ value: [, times] }) => Number(times) > 2)) return;
    await pause(200);
  }
}

/** By what checking the audit chains leaves behind, which comes last. */
async function isTidied(ask) {
  for (let tries = 0; tries < 300; tries += 1) {
    const { result } = await ask('query', { query: 'huibao_audit_chains_broken' });
    if (result.length > 0) return result.every(({ value: [, broken] }) => broken === '0');
    await pause(200);
  }
  return false;
}

const dashboards = () => [JSON.parse(readFileSync(join(monitoring, 'dashboards/huibao.json'), 'utf8'))];

const alerts = () => [...readFileSync(rules, 'utf8').matchAll(/- alert: (\w+)/g)].map(([, name]) => name);

function listUntried() {
  const tried = readFileSync(join(monitoring, 'alerts.test.yml'), 'utf8');
  const fired = new Set([...tried.matchAll(/alertname: (\w+)\n\s+exp_alerts:\n/g)].map(([, name]) => name));
  return alerts().filter((name) => !fired.has(name));
}

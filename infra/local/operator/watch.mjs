import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersWell, monitoring, prometheusService } from '../prometheus.mjs';
import { sooner } from './sooner.mjs';

/** As infra/monitoring/prometheus.yml has them. */
const shown = { web: 9801, api: 9802, worker: 9803 };

/**
 * What watches over a site as docs/operations.md says, only sooner: prometheus-blackbox-exporter, which asks for it as
 * visitors do, and Prometheus with the alerts' rules.
 * @param {{ site: Awaited<ReturnType<typeof import('../install/site.mjs').openSite>>, ports: Record<string, number>,
 *   portsBegin: string, programs: Record<'prometheus' | 'blackbox', { command: string, env: Record<string, string> }>,
 *   times: number }} options times: how much sooner
 * @returns {import('../supervisor.mjs').Service[]}
 */
export function watchersOf({ site, ports, portsBegin, programs, times }) {
  const place = join(site.folder, 'watching');
  mkdirSync(place, { recursive: true });
  const exporter = join(place, 'blackbox.yml');
  const authority = join(site.folder, 'etc/nginx/ca.crt');
  const name = 'huibao.example';
  // The name is an example's, and its authority nobody's but ours.
  writeFileSync(
    exporter,
    `modules:
  http_2xx:
    prober: http
    http:
      preferred_ip_protocol: ip4
      headers: { Host: '${name}:${ports.https}' }
      tls_config: { ca_file: '${authority}', server_name: '${name}' }
`,
  );
  const rules = join(place, 'alerts.yml');
  writeFileSync(rules, sooner(readFileSync(join(monitoring, 'alerts.yml'), 'utf8'), times));
  let config = sooner(readFileSync(join(monitoring, 'prometheus.yml'), 'utf8'), times)
    .replace('- alerts.yml', `- ${rules}`)
    .replace(`https://${name}/live`, `https://127.0.0.1:${ports.https}/live`)
    .replace('127.0.0.1:9115', `127.0.0.1:${ports.blackbox}`);
  const kinds = { web: 31, api: 11, worker: 21 };
  for (const [process, kind] of Object.entries(kinds))
    config = config.replace(
      `'127.0.0.1:${shown[process]}'`,
      [1, 2].map((number) => `'127.0.0.1:${portsBegin}${kind}${number}'`).join(', '),
    );
  return [
    {
      name: 'blackbox',
      command: programs.blackbox.command,
      args: [
        `--config.file=${exporter}`,
        `--web.listen-address=127.0.0.1:${ports.blackbox}`,
        // It gives up half a second before Prometheus does: more than there is, where that one asks so often.
        '--timeout-offset=0.05',
        '--log.level=error',
      ],
      env: { ...process.env, ...programs.blackbox.env },
      cwd: place,
      isReady: () => answersWell(`http://127.0.0.1:${ports.blackbox}/-/healthy`),
    },
    prometheusService({ prometheus: programs.prometheus, place, port: ports.prometheus, config }),
  ];
}

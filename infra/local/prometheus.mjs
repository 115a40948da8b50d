import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDebianProgram } from './debian-program.mjs';
import { root } from './place.mjs';

/** What an operator is given: Prometheus' configuration, the alerts' rules, dashboards. */
export const monitoring = join(root, 'infra/monitoring');

export const findPrometheus = () =>
  findDebianProgram({ packageName: 'prometheus', program: 'usr/bin/prometheus', variable: 'TEST_PROMETHEUS' });

/**
 * @param {{ prometheus: { command: string, env: Record<string, string> }, place: string, port: number,
 *   config: string }} options place: a folder of its own; config: the text of its prometheus.yml
 * @returns {import('./supervisor.mjs').Service}
 */
export function prometheusService({ prometheus, place, port, config }) {
  mkdirSync(place, { recursive: true });
  const file = join(place, 'prometheus.yml');
  writeFileSync(file, config);
  return {
    name: 'prometheus',
    command: prometheus.command,
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(place, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    env: { ...process.env, ...prometheus.env },
    cwd: place,
    isReady: () => answersWell(`http://127.0.0.1:${port}/-/ready`),
  };
}

export const answersWell = (url) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** @returns {Promise<any>} what it says to a question of its HTTP API */
export async function askPrometheus(port, path, parameters = {}) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}?${new URLSearchParams(parameters)}`);
  const { data, error } = await answer.json();
  if (!answer.ok) throw new Error(`Prometheus: ${error}`);
  return data;
}

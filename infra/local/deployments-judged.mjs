/** Seconds in which a process ends once DRAIN_SECONDS are over (packages/serving). */
const ending = 14;

/** Which of the environment's files each process is given; the rest of what it reads its deployment sets. */
const given = {
  web: ['shared', 'web'],
  api: ['shared', 'services', 'api'],
  worker: ['shared', 'services', 'worker'],
  migrate: ['migrate'],
};

/** @typedef {Record<string, readonly string[]>} Variables by the file that sets or shows them */

/**
 * What no schema knows of: that nobody may do more than his work needs, is given what he doesn't read, or is cut off.
 * @param {any[]} manifests as rendered @param {Variables} variables @returns {string[]} what is wrong
 */
export function judgeManifests(manifests, variables) {
  const wrong = [];
  const ofKind = (kind) => manifests.filter((one) => one.kind === kind);
  const budgets = ofKind('PodDisruptionBudget').map(({ spec }) => JSON.stringify(spec.selector));
  const denied = ofKind('NetworkPolicy').some(({ spec }) => !spec.ingress && !spec.egress);
  if (!denied) wrong.push('no policy keeps from the network what none allows');
  for (const { kind, spec } of [...ofKind('Deployment'), ...ofKind('Job')]) {
    const pod = spec.template.spec;
    const [container] = pod.containers;
    const { name } = container;
    const needs = (isSo, what) => isSo || wrong.push(`${kind} ${name}: ${what}`);
    const { allowPrivilegeEscalation, readOnlyRootFilesystem, capabilities } = container.securityContext;
    needs(pod.securityContext.runAsNonRoot === true, 'may be root');
    needs(pod.securityContext.seccompProfile?.type === 'RuntimeDefault', 'has no seccomp profile');
    needs(pod.automountServiceAccountToken === false, 'holds a token of the cluster');
    needs(allowPrivilegeEscalation === false && readOnlyRootFilesystem === true, 'may write its system, or rise');
    needs(JSON.stringify(capabilities) === '{"drop":["ALL"]}', 'keeps capabilities');
    needs(container.resources.limits.memory && container.resources.requests.cpu, 'has no bounds');
    const from = container.envFrom.map(({ configMapRef, secretRef }) => (configMapRef ?? secretRef).name);
    const files = from.map((one) => one.replace(/^huibao-(\w+).*$/, '$1'));
    needs(files.join() === given[name].join(), `is given ${files}`);
    const env = Object.fromEntries((container.env ?? []).map((one) => [one.name, one.value]));
    needs(
      Object.keys(env).every(isReadBy(name, variables)),
      `is given a variable that it doesn’t read: ${Object.keys(env)}`,
    );
    if (kind !== 'Deployment') continue;
    needs(pod.terminationGracePeriodSeconds > Number(env.DRAIN_SECONDS) + ending, 'is cut off as it ends');
    needs(budgets.includes(JSON.stringify(spec.selector)), 'has no disruption budget');
    needs(pod.topologySpreadConstraints?.length > 0, 'may stand on one node');
    for (const [probe, path] of Object.entries({ startup: '/live', liveness: '/live', readiness: '/ready' }))
      needs(container[`${probe}Probe`]?.httpGet.path === path, `its ${probe} probe doesn’t ask ${path}`);
  }
  for (const { metadata, data } of ofKind('ConfigMap')) {
    const [, file] = /^huibao-(\w+)-/.exec(metadata.name);
    const strange = Object.keys(data).filter((key) => !variables[file]?.includes(key));
    if (strange.length > 0) wrong.push(`ConfigMap ${metadata.name}: ${strange} isn’t of ${file}.env`);
  }
  return wrong;
}

/** @param {any} compose @param {Variables} variables @returns {string[]} what is wrong */
export function judgeCompose({ services }, variables) {
  const wrong = [];
  for (const [name, service] of Object.entries(services)) {
    const needs = (isSo, what) => isSo || wrong.push(`compose ${name}: ${what}`);
    needs(service.read_only === true && /^[1-9]/.test(service.user), 'may be root, or write its system');
    needs(service.cap_drop?.join() === 'ALL' && service.security_opt?.length === 1, 'may do more than its work needs');
    const files = service.env_file.map((path) => path.replace(/^environment\/(\w+)\.env$/, '$1'));
    needs(files.join() === given[name].join(), `is given ${files}`);
    const env = Object.keys(service.environment ?? {});
    needs(env.every(isReadBy(name, variables)), `is given a variable that it doesn’t read: ${env}`);
    needs(parseInt(service.stop_grace_period) > ending, 'is cut off as it ends');
    needs(service.healthcheck?.test.at(-1).endsWith('/ready'), 'has no health check');
  }
  return wrong;
}

/** @param {Record<string, string>} units by path @param {Variables} variables @returns {string[]} what is wrong */
export function judgeUnits(units, variables) {
  const wrong = [];
  for (const [path, text] of Object.entries(units)) {
    const [, name] = /huibao-(\w+)@?\.service$/.exec(path);
    const needs = (isSo, what) => isSo || wrong.push(`systemd ${name}: ${what}`);
    const files = [...text.matchAll(/^EnvironmentFile=\/etc\/huibao\/(\w+)\.env$/gm)].map(([, file]) => file);
    needs(files.join() === given[name].join(), `is given ${files}`);
    const env = [...text.matchAll(/ ([A-Z_]+)=/g)].map(([, variable]) => variable);
    needs(env.every(isReadBy(name, variables)), `is given a variable that it doesn’t read: ${env}`);
    if (name === 'migrate') continue;
    needs(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1]) > ending, 'is cut off as it ends');
  }
  return wrong;
}

const isReadBy = (name, variables) => (variable) => given[name].some((file) => variables[file].includes(variable));

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { Complaint } from './complaint.mjs';
import { judgeCompose, judgeManifests, judgeUnits } from './deployments-judged.mjs';
import { findDebianProgram } from './debian-program.mjs';
import { root, toolchainFolder } from './place.mjs';
import { findPip } from './python-program.mjs';
import { run, tail } from './run.mjs';
import { alone, once } from './toolchain.mjs';

// What can't run here is held against what it is read by: `npm test -- --only static deployments`.

const infra = join(root, 'infra');
/** Both bring the schemas along: Kubernetes' of that version, and compose's. */
const validators = ['kubernetes-validate==1.37.0', 'check-jsonschema==0.39.0'];
const kustomizeVersion = 'v5.7.1';

const tools = await alone('deployments', () =>
  Promise.all([fetchValidators(), findKustomize(), findSystemdAnalyze()]),
).catch((error) => {
  if (!(error instanceof Complaint)) throw error;
  console.error(error.withDetails());
  process.exit(1);
});
const found = await check(...tools);
for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;

async function check(python, kustomize, systemd) {
  const scratch = mkdtempSync(join(tmpdir(), 'huibao-deployments-'));
  try {
    const rendered = await Promise.all(['example', 'example/migrate'].map((name) => render(kustomize, name, scratch)));
    const compose = join(infra, 'compose/compose.yaml');
    const units = readdirSync(join(infra, 'systemd'))
      .filter((name) => /\.(service|target)$/.test(name))
      .map((name) => join(infra, 'systemd', name));
    const services = units.filter((name) => name.endsWith('.service'));
    const fallen = await Promise.all([
      python.finds('kubernetes-validate', ['--strict', '--quiet', ...rendered]),
      python.finds('check-jsonschema', ['--builtin-schema', 'vendor.compose-spec', compose]),
      finds(systemd, ['verify', '--man=no', ...units]),
      // Of 100: what a process could do beyond its work.
      ...services.map((unit) => finds(systemd, ['security', '--offline=true', '--no-pager', '--threshold=15', unit])),
    ]);
    const manifests = (await Promise.all(rendered.map(python.parse))).flat();
    const [composed] = await python.parse(compose);
    return [
      ...fallen.flat(),
      ...judgeManifests(manifests, variables()),
      ...judgeCompose(composed, variables()),
      ...judgeUnits(Object.fromEntries(services.map((path) => [path, readFileSync(path, 'utf8')])), variables()),
      ...judgePins(),
    ];
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function finds({ command, args: first = [], env }, args) {
  const { code, output } = await run(command, [...first, ...args], { env: { ...process.env, ...env }, cwd: root });
  // What systemd doesn't know in a unit it tells, and goes on.
  const isDoubtful = args[0] === 'verify' && output.includes(join(infra, 'systemd'));
  return code === 0 && !isDoubtful ? [] : [`${basename(first[0] ?? command)}: ${tail(output, 40)}`];
}

async function render({ command, args }, name, scratch) {
  const { code, output, stdout } = await run(command, [...args, join(infra, 'kubernetes', name)]);
  if (code !== 0) throw new Error(`infra/kubernetes/${name} can’t be rendered: ${tail(output, 20)}`);
  const file = join(scratch, `${name.replace('/', '-')}.yaml`);
  writeFileSync(file, stdout);
  return file;
}

/** Variables by the file that sets or shows them; packages/config holds these against what is read. */
function variables() {
  const folder = join(infra, 'environment');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      name.replace('.env.example', ''),
      [...readFileSync(join(folder, name), 'utf8').matchAll(/^(?:#.*?\b)?([A-Z][A-Z0-9_]+)=/gm)].map(([, one]) => one),
    ]),
  );
}

function judgePins() {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const image = read('infra/container/Containerfile');
  const pnpm = JSON.parse(read('package.json')).packageManager;
  const node = /nodeVersion = '([^']+)'/.exec(read('infra/local/toolchain.mjs'))[1];
  return [pnpm, `node:${node}-`].filter((pin) => !image.includes(pin)).map((pin) => `the Containerfile lacks ${pin}`);
}

/** Programs of PyPI with what they import, apart from the machine's Python. */
async function fetchValidators() {
  const pip = await findPip();
  if (pip === undefined) throw new Complaint('Deployments are checked by programs of PyPI: install Python 3 with pip.');
  const folder = join(toolchainFolder, validators.join('-').replaceAll('==', '-'));
  await once(folder, `Fetching ${validators.join(', ')} by pip …`, async (draft) => {
    const [command, ...args] = pip;
    const options = ['--quiet', '--no-input', '--disable-pip-version-check', '--only-binary=:all:'];
    const { code, output } = await run(command, [...args, 'install', ...options, '--target', draft, ...validators]);
    if (code !== 0) throw new Complaint(`pip could not fetch ${validators.join(', ')} (${tail(output, 1)}).`);
  });
  const env = { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' };
  const [command] = pip[0].startsWith('pip') ? ['python3'] : pip;
  const script = 'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1])))))';
  return {
    finds: (program, args) => finds({ command, args: [join(folder, 'bin', program)], env }, args),
    parse: async (path) => {
      const { code, stdout, output } = await run(command, ['-c', script, path], { env: { ...process.env, ...env } });
      if (code !== 0) throw new Error(tail(output, 5));
      return JSON.parse(stdout).filter(Boolean);
    },
  };
}

/** kubectl holds one; else it is built, once, which takes minutes. */
async function findKustomize() {
  if (process.env.KUSTOMIZE) return { command: process.env.KUSTOMIZE, args: ['build'] };
  if ((await run('kubectl', ['kustomize', '--help'])).code === 0) return { command: 'kubectl', args: ['kustomize'] };
  const folder = join(toolchainFolder, `kustomize-${kustomizeVersion}`);
  await once(folder, `Building kustomize ${kustomizeVersion} by Go …`, async (draft) => {
    const env = { ...process.env, GOBIN: draft, GOGC: '100' };
    const built = await run('go', ['install', `sigs.k8s.io/kustomize/kustomize/v5@${kustomizeVersion}`], { env });
    if (built.code !== 0)
      throw new Complaint(
        `Kubernetes’ manifests are rendered by kustomize: install kubectl, or Go, or set KUSTOMIZE to its path (${tail(built.output, 1)}).`,
      );
  });
  return { command: join(folder, 'kustomize'), args: ['build'] };
}

async function findSystemdAnalyze() {
  if ((await run('systemd-analyze', ['--version'])).code === 0) return { command: 'systemd-analyze', env: {} };
  const { command, env } = await findDebianProgram({
    packageName: 'systemd',
    program: 'usr/bin/systemd-analyze',
    variable: 'SYSTEMD_ANALYZE',
  });
  // Its own library stands in a folder of its own.
  const folders = (env.LD_LIBRARY_PATH ?? '').split(delimiter).filter(Boolean);
  return {
    command,
    env: { LD_LIBRARY_PATH: [...folders, ...folders.map((one) => join(one, 'systemd'))].join(delimiter) },
  };
}

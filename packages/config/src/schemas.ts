import { accessSync, constants } from 'node:fs';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65535);
/** The newest first; those of before it after commas. */
const key = z
  .string()
  .refine(
    (text) => text.split(',').every((one) => Buffer.from(one.trim(), 'base64').length === 32),
    'must be 32 bytes in base64, or several with commas between them',
  );
const url = z.string().min(1);
const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

export const migration = z.object({ DATABASE_URL: url, DATABASE_ROLE_PASSWORD: z.string().min(8) });

/** Of each process that listens. */
const serving = {
  /** Address of the machine's own that it listens on. */
  BIND_ADDRESS: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1'),
  /** How long a process that is told to stop serves on, unready: what a balancer needs to look elsewhere. */
  DRAIN_SECONDS: count(0, 300).default(0),
  /** What its operators call this version; they are shown it (decision 98). */
  RELEASE: z.string().trim().max(40).default(''),
  /** Where its metrics are read, apart from what visitors can reach; nowhere by default. */
  METRICS_PORT: port.optional(),
  /** An OpenTelemetry collector that hears what is done for each request (OTLP over HTTP); none by default. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
};

export const services = z.object({
  DATABASE_APP_URL: url,
  DATABASE_AUTH_URL: url,
  DATABASE_PUBLIC_URL: url,
  /** A streaming replica, as huibao_app and as huibao_public: roll-ups and comparisons, and public pages, go there. */
  DATABASE_REPLICA_APP_URL: url.optional(),
  DATABASE_REPLICA_PUBLIC_URL: url.optional(),
  /** The bytes of files, and the heads of audit chains. */
  DATABASE_KEEPER_URL: url,
  /** What operators are shown of the whole platform. */
  DATABASE_WATCH_URL: url,
  /** Whether statements are prepared by name: `off` behind a pooler in transaction mode that doesn't follow names. */
  PREPARED_STATEMENTS: z.enum(['on', 'off']).default('on'),
  AUDIT_KEY: key,
  REGISTER_KEY: key,
  SESSION_KEY: key,
  /** Seals second factors. */
  ACCOUNT_KEY: key,
  /** Folder for signed audit heads, outside the database so that a cut tail shows. */
  STATE_DIR: z.string().min(1),
  /** What browsers see: requests that change anything must come from here, and addresses in print begin with it. */
  WEB_ORIGIN: z.url(),
  /** Where files are kept from now on. */
  BLOB_STORE: z.enum(['database', 's3']).default('database'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9.-]{3,63}$/)
    .optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
});

const objectStore = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** What an object store is reached by comes whole, and where files are kept in one it comes. */
export function requireObjectStore(read: z.infer<typeof services>, ctx: z.RefinementCtx): void {
  const missing = objectStore.filter((name) => read[name] === undefined);
  const isAsked = read.BLOB_STORE === 's3' || missing.length < objectStore.length;
  if (!isAsked) return;
  for (const name of missing)
    ctx.addIssue({ code: 'custom', path: [name], message: 'goes with BLOB_STORE=s3 and the other settings of S3' });
}

/** Numbers left out are the profile's; 0 where something can be switched off switches it off. */
const signIn = z.object({
  PASSWORD_PROFILE: z.enum(['mlps3', 'nist']).default('mlps3'),
  PASSWORD_MIN_LENGTH: count(8, 64).optional(),
  PASSWORD_MAX_AGE_DAYS: count(0, 3650).optional(),
  PASSWORD_HISTORY: count(0, 24).optional(),
  FIRST_PASSWORD_DAYS: count(1, 365).optional(),
  SIGN_IN_FAILURES: count(1, 100).optional(),
  SIGN_IN_LOCK_MINUTES: count(1, 1440).optional(),
  SIGN_IN_FAILURES_PER_ADDRESS: count(1, 100_000).optional(),
  SIGN_IN_FAILURES_PER_NAME: count(1, 100_000).optional(),
  SESSION_IDLE_MINUTES: count(1, 1440).optional(),
  SESSION_MAX_MINUTES: count(5, 10_080).optional(),
  SECOND_FACTOR: z.enum(['required', 'optional']).default('required'),
});

/** 统一身份认证: an OpenID Connect provider. Without an issuer there is no such way in. */
const singleSignOn = z.object({
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
});

/** A virus scanner that evidence is shown to: a host and port, or the path of a socket. */
const clamd = z.string().regex(/^(\/.+|\[[^\]\s]+\]:\d+|[^:/\s]+:\d+)$/, 'must be host:port or the path of a socket');

export const api = services
  .extend({ ...signIn.shape, ...singleSignOn.shape, ...serving, CLAMD_ADDRESS: clamd.optional(), API_PORT: port })
  .refine((read) => (read.OIDC_ISSUER === undefined) === (read.OIDC_CLIENT_ID === undefined), {
    path: ['OIDC_CLIENT_ID'],
    message: 'goes with OIDC_ISSUER',
  })
  .superRefine(requireObjectStore);

const file = z.string().refine(isReadable, 'no file that can be read');

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** How Temporal is reached; all but the first are paths of PEM files, or a name. */
const temporalTls = {
  TEMPORAL_TLS: z.enum(['on', 'off']).default('off'),
  /** Who signed the server's certificate; without it, whom the system trusts. */
  TEMPORAL_TLS_CA: file.optional(),
  TEMPORAL_TLS_CERT: file.optional(),
  TEMPORAL_TLS_KEY: file.optional(),
  /** What the server's certificate is made out to, where that isn't the host of TEMPORAL_ADDRESS. */
  TEMPORAL_TLS_SERVER_NAME: z.string().min(1).optional(),
};

/** A certificate comes with its key; and nobody who names one is left without TLS. */
function requireTemporalTls(read: z.infer<z.ZodObject<typeof temporalTls>>, ctx: z.RefinementCtx): void {
  const { TEMPORAL_TLS, ...given } = read;
  const pair = ['TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY'] as const;
  const lacks = (name: keyof typeof temporalTls, message: string): void =>
    ctx.addIssue({ code: 'custom', path: [name], message });
  for (const name of pair)
    if (given[name] === undefined && pair.some((other) => given[other] !== undefined))
      lacks(name, `goes with ${pair.find((other) => other !== name)}`);
  const isNamed = Object.keys(temporalTls).some((name) => name !== 'TEMPORAL_TLS' && given[name as keyof typeof given]);
  if (TEMPORAL_TLS === 'off' && isNamed) lacks('TEMPORAL_TLS', 'must be on for the other settings of TEMPORAL_TLS');
}

export const workerBuild = z.object({
  /** Relative to apps/worker, like WEB_BUILD_DIR to apps/web. */
  WORKER_BUILD_DIR: z.string().default('build'),
});

export const worker = services
  .extend({
    ...workerBuild.shape,
    ...serving,
    DATABASE_RELAY_URL: url,
    TEMPORAL_ADDRESS: z.string().min(1),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    TEMPORAL_TASK_QUEUE: z.string().default('huibao'),
    ...temporalTls,
    WORKER_PORT: port,
    /** For how long what people were told is kept, and what workflows were. */
    KEEP_NOTICES_DAYS: count(30, 36_500).default(730),
    KEEP_MESSAGES_DAYS: count(1, 3650).default(30),
  })
  .superRefine(requireObjectStore)
  .superRefine(requireTemporalTls);

export const web = z.object({
  ...serving,
  API_URL: z.url(),
  WEB_ORIGIN: z.url(),
  WEB_PORT: port,
  /** After how many seconds without a word from the api it counts as away. */
  API_TIMEOUT: z.coerce.number().int().min(1).max(600).default(60),
  /**
   * The proxies before web whose word about a visitor's address is taken: names or subnets as Express knows them.
   */
  TRUSTED_PROXIES: z.string().default('loopback'),
  /** Whether web writes a line for each answer. */
  ACCESS_LOG: z.enum(['on', 'off']).default('on'),
  /**
   * Relative to apps/web; a build of other sources goes elsewhere, so that it takes nothing from a server that runs.
   */
  WEB_BUILD_DIR: z.string().default('build'),
});

export const test = z.object({ TEST_DATABASE_URL: url, DATABASE_ROLE_PASSWORD: z.string().min(8) });

export const workflowTest = z.object({ TEMPORAL_TEST_SERVER: z.string().min(1) });

/** Path of rclone, which serves S3. */
export const objectStoreTest = z.object({ TEST_OBJECT_STORE: z.string().min(1) });

/** Path of pgbouncer, and of the libraries that the machine lacks. */
export const poolerTest = z.object({ TEST_POOLER: z.string().min(1), TEST_POOLER_LIBRARIES: z.string().default('') });

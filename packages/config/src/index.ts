import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65535);
const key = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');
const url = z.string().min(1);
const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const migration = z.object({ DATABASE_URL: url, DATABASE_ROLE_PASSWORD: z.string().min(8) });

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

const services = z.object({
  DATABASE_APP_URL: url,
  DATABASE_AUTH_URL: url,
  DATABASE_PUBLIC_URL: url,
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
function requireObjectStore(read: z.infer<typeof services>, ctx: z.RefinementCtx): void {
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

const api = services
  .extend({ ...signIn.shape, ...singleSignOn.shape, ...serving, CLAMD_ADDRESS: clamd.optional(), API_PORT: port })
  .refine((read) => (read.OIDC_ISSUER === undefined) === (read.OIDC_CLIENT_ID === undefined), {
    path: ['OIDC_CLIENT_ID'],
    message: 'goes with OIDC_ISSUER',
  })
  .superRefine(requireObjectStore);

const workerBuild = z.object({
  /** Relative to apps/worker, like WEB_BUILD_DIR to apps/web. */
  WORKER_BUILD_DIR: z.string().default('build'),
});

const worker = services
  .extend({
    ...workerBuild.shape,
    ...serving,
    DATABASE_RELAY_URL: url,
    TEMPORAL_ADDRESS: z.string().min(1),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    TEMPORAL_TASK_QUEUE: z.string().default('huibao'),
    WORKER_PORT: port,
    /** For how long what people were told is kept, and what workflows were. */
    KEEP_NOTICES_DAYS: count(30, 36_500).default(730),
    KEEP_MESSAGES_DAYS: count(1, 3650).default(30),
  })
  .superRefine(requireObjectStore);

const web = z.object({
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

const test = z.object({ TEST_DATABASE_URL: url, DATABASE_ROLE_PASSWORD: z.string().min(8) });

const workflowTest = z.object({ TEMPORAL_TEST_SERVER: z.string().min(1) });

/** Path of rclone, which serves S3. */
const objectStoreTest = z.object({ TEST_OBJECT_STORE: z.string().min(1) });

/** Path of pgbouncer, and of the libraries that the machine lacks. */
const poolerTest = z.object({ TEST_POOLER: z.string().min(1), TEST_POOLER_LIBRARIES: z.string().default('') });

export type ServicesConfig = z.infer<typeof services>;
export type ApiConfig = z.infer<typeof api>;
export type WorkerConfig = z.infer<typeof worker>;
export type WebConfig = z.infer<typeof web>;

/** Parses the environment or fails at boot, naming each variable that is missing or wrong. */
function read<S extends z.ZodObject>(schema: S): z.infer<S> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is incomplete.\n  ${problems.join('\n  ')}`);
}

export const readMigrationConfig = (): z.infer<typeof migration> => read(migration);
export const readServicesConfig = (): ServicesConfig => read(services.superRefine(requireObjectStore));
export const readApiConfig = (): ApiConfig => read(api);
export const readWorkerConfig = (): WorkerConfig => read(worker);
export const readWorkerBuildConfig = (): z.infer<typeof workerBuild> => read(workerBuild);
export const readWebConfig = (): WebConfig => read(web);
export const readTestConfig = (): z.infer<typeof test> => read(test);
export const readObjectStoreTestConfig = (): z.infer<typeof objectStoreTest> => read(objectStoreTest);
export const readPoolerTestConfig = (): z.infer<typeof poolerTest> => read(poolerTest);
export const readWorkflowTestConfig = (): z.infer<typeof workflowTest> => read(workflowTest);

/** All that services take from the environment, whichever process they are of. */
export function servicesOptionsOf(read: ServicesConfig) {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = read;
  const isConfigured = S3_ENDPOINT && S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY;
  return {
    appUrl: read.DATABASE_APP_URL,
    authUrl: read.DATABASE_AUTH_URL,
    publicUrl: read.DATABASE_PUBLIC_URL,
    keeperUrl: read.DATABASE_KEEPER_URL,
    watchUrl: read.DATABASE_WATCH_URL,
    preparesStatements: read.PREPARED_STATEMENTS === 'on',
    auditKey: read.AUDIT_KEY,
    registerKey: read.REGISTER_KEY,
    accountKey: read.ACCOUNT_KEY,
    stateDir: read.STATE_DIR,
    webOrigin: read.WEB_ORIGIN,
    blobPlace: read.BLOB_STORE === 's3' ? ('objects' as const) : ('database' as const),
    objectStore: isConfigured
      ? {
          endpoint: S3_ENDPOINT,
          bucket: S3_BUCKET,
          region: S3_REGION,
          accessKeyId: S3_ACCESS_KEY_ID,
          secretAccessKey: S3_SECRET_ACCESS_KEY,
        }
      : null,
  };
}

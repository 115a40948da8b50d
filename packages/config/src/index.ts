import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65535);
const key = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');
const url = z.string().min(1);
const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const migration = z.object({ DATABASE_URL: url, DATABASE_ROLE_PASSWORD: z.string().min(8) });

const services = z.object({
  DATABASE_APP_URL: url,
  DATABASE_AUTH_URL: url,
  DATABASE_PUBLIC_URL: url,
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
});

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

const api = services
  .extend({ ...signIn.shape, ...singleSignOn.shape, API_PORT: port })
  .refine((read) => (read.OIDC_ISSUER === undefined) === (read.OIDC_CLIENT_ID === undefined), {
    path: ['OIDC_CLIENT_ID'],
    message: 'goes with OIDC_ISSUER',
  });

const workerBuild = z.object({
  /** Relative to apps/worker, like WEB_BUILD_DIR to apps/web. */
  WORKER_BUILD_DIR: z.string().default('build'),
});

const worker = services.extend({
  ...workerBuild.shape,
  DATABASE_RELAY_URL: url,
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TASK_QUEUE: z.string().default('huibao'),
  WORKER_PORT: port,
});

const web = z.object({
  API_URL: z.url(),
  WEB_ORIGIN: z.url(),
  WEB_PORT: port,
  /**
   * The proxies before web whose word about a visitor's address is taken: names or subnets as Express knows them.
   */
  TRUSTED_PROXIES: z.string().default('loopback'),
  /**
   * Relative to apps/web; a build of other sources goes elsewhere, so that it takes nothing from a server that runs.
   */
  WEB_BUILD_DIR: z.string().default('build'),
});

const test = z.object({ TEST_DATABASE_URL: url, DATABASE_ROLE_PASSWORD: z.string().min(8) });

const workflowTest = z.object({ TEMPORAL_TEST_SERVER: z.string().min(1) });

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
export const readServicesConfig = (): ServicesConfig => read(services);
export const readApiConfig = (): ApiConfig => read(api);
export const readWorkerConfig = (): WorkerConfig => read(worker);
export const readWorkerBuildConfig = (): z.infer<typeof workerBuild> => read(workerBuild);
export const readWebConfig = (): WebConfig => read(web);
export const readTestConfig = (): z.infer<typeof test> => read(test);
export const readWorkflowTestConfig = (): z.infer<typeof workflowTest> => read(workflowTest);

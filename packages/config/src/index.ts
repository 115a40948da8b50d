import type { z } from 'zod';
import {
  api,
  migration,
  objectStoreTest,
  poolerTest,
  requireObjectStore,
  services,
  test,
  web,
  worker,
  workerBuild,
  workflowTest,
} from './schemas.ts';

export { temporalOptionsOf } from './temporal-options.ts';

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
    replica: { appUrl: read.DATABASE_REPLICA_APP_URL, publicUrl: read.DATABASE_REPLICA_PUBLIC_URL },
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

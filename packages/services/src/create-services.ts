import { createThrottle, defaultPolicy, keyFor, type SignInPolicy } from '@huibao/auth';
import { checkConnection, connect } from '@huibao/db';
import { fileHeadLog } from './audit/head-log.ts';
import type { Context } from './context.ts';
import { attemptStore } from './identity/sessions/attempt.repository.ts';

export interface ServicesOptions {
  readonly appUrl: string;
  readonly authUrl: string;
  readonly publicUrl: string;
  readonly auditKey: string;
  readonly registerKey: string;
  readonly accountKey: string;
  /** `defaultPolicy` where nobody signs in. */
  readonly signInPolicy?: SignInPolicy;
  readonly identityIssuer?: string | undefined;
  readonly stateDir: string;
  readonly webOrigin: string;
  readonly maxConnections?: number;
  /** By name, once a connection; true by default. */
  readonly preparesStatements?: boolean;
  /** Told of what goes wrong beside the requests: a log's disk that is full. To stderr by default. */
  readonly report?: (error: unknown) => void;
}

/** Opens the pools; `close` ends them. */
export function createServices(options: ServicesOptions): Context & { readonly close: () => Promise<void> } {
  const auditKey = Buffer.from(options.auditKey, 'base64');
  const auditHeads = fileHeadLog(options.stateDir, auditKey, options.report ?? tellOnStderr);
  const connecting = { prepares: options.preparesStatements ?? true };
  const db = connect(options.appUrl, options.maxConnections ?? 12, connecting);
  const authDb = connect(options.authUrl, 4, connecting);
  const publicDb = connect(options.publicUrl, 3, connecting);
  const accountKey = Buffer.from(options.accountKey, 'base64');
  const signInPolicy = options.signInPolicy ?? defaultPolicy;
  return {
    db,
    authDb,
    publicDb,
    auditKey,
    registerKey: Buffer.from(options.registerKey, 'base64'),
    accountKey,
    signInPolicy,
    identityIssuer: options.identityIssuer ?? null,
    throttle: createThrottle(attemptStore(authDb), keyFor(accountKey, 'attempts'), signInPolicy.throttle),
    webOrigin: options.webOrigin,
    auditHeads,
    close: async () => {
      await auditHeads.close();
      await Promise.all([db.destroy(), authDb.destroy(), publicDb.destroy()]);
    },
  };
}

function tellOnStderr(error: unknown): void {
  process.stderr.write(`${String(error)}\n`);
}

/** Fails when the database can't answer. */
export async function checkDatabase(services: Context): Promise<void> {
  await checkConnection(services.authDb);
}

import { checkConnection, connect } from '@huibao/db';
import { fileHeadLog } from './audit/head-log.ts';
import type { Context } from './context.ts';

export interface ServicesOptions {
  readonly appUrl: string;
  readonly authUrl: string;
  readonly publicUrl: string;
  readonly auditKey: string;
  readonly registerKey: string;
  readonly stateDir: string;
  readonly webOrigin: string;
  readonly maxConnections?: number;
  /** Told of what goes wrong beside the requests: a log's disk that is full. To stderr by default. */
  readonly report?: (error: unknown) => void;
}

/** Opens the pools; `close` ends them. */
export function createServices(options: ServicesOptions): Context & { readonly close: () => Promise<void> } {
  const auditKey = Buffer.from(options.auditKey, 'base64');
  const auditHeads = fileHeadLog(options.stateDir, auditKey, options.report ?? tellOnStderr);
  const db = connect(options.appUrl, options.maxConnections ?? 12);
  const authDb = connect(options.authUrl, 4);
  const publicDb = connect(options.publicUrl, 3);
  return {
    db,
    authDb,
    publicDb,
    auditKey,
    registerKey: Buffer.from(options.registerKey, 'base64'),
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

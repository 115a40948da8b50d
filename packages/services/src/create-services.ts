import { setTimeout as pause } from 'node:timers/promises';
import { createThrottle, defaultPolicy, keysFor, keysOf, type SignInPolicy } from '@huibao/auth';
import { checkConnection, connect, poolStateOf, readingAt, type PoolState, type ReadCounts } from '@huibao/db';
import { folderHeads } from './audit/heads/folder-heads.ts';
import { createHeadLog } from './audit/heads/head-log.ts';
import { objectHeads } from './audit/heads/object-heads.ts';
import { tableHeads } from './audit/heads/table-heads.ts';
import { createBlobStore, type BlobPlace } from './blobs/blob-store.ts';
import { objectContents } from './blobs/object-contents.ts';
import { connectObjectStorage, type ObjectStoreOptions } from './object-storage.ts';
import type { Context } from './context.ts';
import { attemptStore } from './identity/sessions/attempt.repository.ts';
import { createPaces } from './quotas/paces.ts';
import { clamdScanner } from './submission/virus-scanner.ts';
import { ownQuestionsEndWithin } from './watching/concerns.ts';

export interface ServicesOptions {
  readonly appUrl: string;
  readonly authUrl: string;
  readonly publicUrl: string;
  /** Of a streaming replica, by role; none by default. */
  readonly replica?: { readonly appUrl?: string | undefined; readonly publicUrl?: string | undefined };
  readonly keeperUrl: string;
  readonly watchUrl: string;
  /** Each may be several: `keysOf`. */
  readonly auditKey: string;
  readonly registerKey: string;
  readonly accountKey: string;
  /** `defaultPolicy` where nobody signs in. */
  readonly signInPolicy?: SignInPolicy;
  readonly identityIssuer?: string | undefined;
  readonly stateDir: string;
  /** Where files are kept from now on; in the database by default. */
  readonly blobPlace?: BlobPlace;
  /** Also where files are kept in the database: for those that still lie there, and for heads of the audit. */
  readonly objectStore?: ObjectStoreOptions | null;
  /** `host:port` or a socket's path. */
  readonly clamdAddress?: string | undefined;
  readonly webOrigin: string;
  readonly maxConnections?: number;
  /** By name, once a connection; true by default. */
  readonly preparesStatements?: boolean;
  /** Told of what goes wrong beside the requests: a log's disk that is full. To stderr by default. */
  readonly report?: (error: unknown) => void;
}

export interface OpenServices extends Context {
  /** By the role that each connects as. */
  readonly pools: () => Readonly<Record<string, PoolState>>;
  /** Of those that may go to a replica; null where there is none. */
  readonly reads: () => ReadCounts | null;
  readonly close: () => Promise<void>;
}

/** Opens the pools; `close` ends them. */
export function createServices(options: ServicesOptions): OpenServices {
  const auditKeys = keysOf(options.auditKey);
  const report = options.report ?? tellOnStderr;
  const connecting = { prepares: options.preparesStatements ?? true };
  const most = options.maxConnections ?? 12;
  const db = connect(options.appUrl, 'huibao_app', most, connecting);
  // Everybody comes through here first. With a few connections the quick would wait behind all who save: beside 256 of
  // them 1.2 s instead of 75 ms.
  const authDb = connect(options.authUrl, 'huibao_auth', Math.max(3, most - 2), connecting);
  const publicDb = connect(options.publicUrl, 'huibao_public', 3, connecting);
  const keeper = connect(options.keeperUrl, 'huibao_keeper', 4, connecting);
  const { appUrl, publicUrl } = options.replica ?? {};
  const replica = appUrl ? connect(appUrl, 'huibao_app', most, connecting) : null;
  const publicReplica = publicUrl ? connect(publicUrl, 'huibao_public', 3, connecting) : null;
  const reading = readingAt(db, replica, report);
  const publicReading = readingAt(publicDb, publicReplica, report);
  const watchDb = connect(options.watchUrl, 'huibao_watch', 2, connecting);
  const storage = options.objectStore ? connectObjectStorage(options.objectStore) : null;
  const auditHeads = createHeadLog(
    [
      folderHeads(options.stateDir),
      tableHeads(keeper, { isWritten: storage === null }),
      ...(storage ? [objectHeads(storage)] : []),
    ],
    auditKeys,
    report,
  );
  const accountKeys = keysOf(options.accountKey);
  const signInPolicy = options.signInPolicy ?? defaultPolicy;
  return {
    db,
    authDb,
    reading,
    publicReading,
    watchDb,
    auditKeys,
    registerKeys: keysOf(options.registerKey),
    accountKeys,
    signInPolicy,
    identityIssuer: options.identityIssuer ?? null,
    throttle: createThrottle(attemptStore(authDb), keysFor(accountKeys, 'attempts')[0], signInPolicy.throttle),
    paces: createPaces(watchDb),
    webOrigin: options.webOrigin,
    auditHeads,
    blobs: createBlobStore({
      keeper,
      objects: storage && objectContents(storage),
      place: options.blobPlace ?? 'database',
      report,
    }),
    scanner: options.clamdAddress ? clamdScanner(options.clamdAddress, report) : null,
    pools: () => ({
      huibao_app: poolStateOf(db),
      huibao_auth: poolStateOf(authDb),
      huibao_public: poolStateOf(publicDb),
      huibao_keeper: poolStateOf(keeper),
      huibao_watch: poolStateOf(watchDb),
      ...(replica ? { 'huibao_app on the replica': poolStateOf(replica) } : {}),
      ...(publicReplica ? { 'huibao_public on the replica': poolStateOf(publicReplica) } : {}),
    }),
    reads: () => sumOf([reading.counts(), publicReading.counts()]),
    close: async () => {
      await auditHeads.close();
      const pools = [db, publicDb, keeper, replica, publicReplica].filter((pool) => pool !== null);
      await Promise.all([
        ...pools.map((pool) => pool.destroy()),
        Promise.race([Promise.all([authDb.destroy(), watchDb.destroy()]), pause(ownQuestionsEndWithin)]),
      ]);
    },
  };
}

function sumOf(all: readonly (ReadCounts | null)[]): ReadCounts | null {
  const counted = all.filter((counts) => counts !== null);
  if (counted.length === 0) return null;
  const sum = (of: keyof ReadCounts): number => counted.reduce((total, counts) => total + counts[of], 0);
  return { replica: sum('replica'), late: sum('late'), away: sum('away') };
}

function tellOnStderr(error: unknown): void {
  process.stderr.write(`${String(error)}\n`);
}

/** Fails when the database can't answer. */
export async function checkDatabase(services: Context): Promise<void> {
  await checkConnection(services.authDb);
}

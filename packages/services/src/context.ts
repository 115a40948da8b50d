import type { Keys, SignInPolicy, Throttle } from '@huibao/auth';
import type { DB, Reading } from '@huibao/db';
import type { Kysely } from 'kysely';
import type { AuditHeadLog } from './audit/heads/head-log.ts';
import type { Paces } from './quotas/paces.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { VirusScanner } from './submission/virus-scanner.ts';

/** What the process gives to every use-case: pools as separate roles, keys, and the log of audit heads. */
export interface Context {
  /** huibao_app: only through withTenant. */
  readonly db: Kysely<DB>;
  /** huibao_auth: sign-in and session lookup. */
  readonly authDb: Kysely<DB>;
  /** huibao_app, for what only reads and reads much: on a replica where there is one. */
  readonly reading: Reading;
  /** huibao_public: publications; the same. */
  readonly publicReading: Reading;
  /** huibao_watch: states and instants of all tenants, for operators. */
  readonly watchDb: Kysely<DB>;
  readonly auditKeys: Keys;
  readonly registerKeys: Keys;
  /** Seal second factors and hash recovery codes, by keys made of them. */
  readonly accountKeys: Keys;
  readonly signInPolicy: SignInPolicy;
  /** Of the identity provider, where single sign-on is configured. */
  readonly identityIssuer: string | null;
  /** Counts guesses at passwords and codes. */
  readonly throttle: Throttle;
  /** Counts what each person does. */
  readonly paces: Paces;
  /** What browsers see: addresses that are printed begin with it. */
  readonly webOrigin: string;
  readonly auditHeads: AuditHeadLog;
  /** Bytes of evidence and of what was published. */
  readonly blobs: BlobStore;
  /** Null where none is configured. */
  readonly scanner: VirusScanner | null;
}

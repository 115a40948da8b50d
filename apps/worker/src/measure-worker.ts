import { statfs } from 'node:fs/promises';
import { measureDatabase, measureOutbox, measurePlatform, type Context, type RelayDatabase } from '@huibao/services';
import type { Metrics } from '@huibao/serving';
import { held } from './held.ts';

interface Measured {
  readonly temporal: () => 'away' | 'connected';
  readonly activities: () => number;
  readonly brokenChains: () => number | null;
  readonly stateDir: string;
  readonly now: () => Date;
}

/** What operators watch of workflows, and of the whole platform, which one process is enough to count. */
export function measureWorker(
  metrics: Metrics,
  services: Context,
  relayDb: RelayDatabase,
  { temporal, activities, brokenChains, stateDir, now }: Measured,
): void {
  const { gauge } = metrics;
  const outbox = held(() => measureOutbox(relayDb));
  const platform = held(() => measurePlatform(services.watchDb, now()));
  const database = held(() => measureDatabase(services.watchDb));
  gauge('huibao_temporal_connected', 'Whether workflows run', () => Number(temporal() === 'connected'));
  gauge('huibao_audit_chains_broken', 'Audit chains that the last night’s check found broken', brokenChains);
  gauge('huibao_activities_running', 'Activities of workflows under way', activities);
  gauge(
    'huibao_outbox_messages',
    'Messages to workflows that are not sent: all, and those refused',
    async () => {
      const { waiting, refused } = await outbox();
      return { waiting, refused };
    },
    'state',
  );
  gauge('huibao_outbox_oldest_seconds', 'Age of the oldest message that was never refused', async () => {
    const { oldestAt } = await outbox();
    return oldestAt === null ? 0 : (now().getTime() - Date.parse(oldestAt)) / 1000;
  });
  gauge(
    'huibao_forms',
    'Forms of terms that still take them: overdue, and submitted but not reviewed',
    async () => ({ overdue: (await platform()).formsOverdue, submitted: (await platform()).formsToReview }),
    'state',
  );
  gauge('huibao_bureaus_late', 'Bureaus with a form that is overdue', async () => (await platform()).bureausLate);
  gauge(
    'huibao_reports',
    'Reports issued but not sent, and received but not decided on',
    async () => ({ unsent: (await platform()).reportsUnsent, received: (await platform()).reportsToReview }),
    'state',
  );
  gauge('huibao_imports_at_work', 'Imports being read or written', async () => (await platform()).importsAtWork);
  gauge('huibao_sessions', 'Sessions that hold', async () => (await platform()).sessions);
  gauge('huibao_database_bytes', 'Size of the database', async () => (await database()).bytes);
  gauge(
    'huibao_wal_archived_seconds_ago',
    'Since the last piece of the log was archived, where it is',
    async () => (await database()).archivedSecondsAgo,
  );
  gauge('huibao_wal_archiving_failing', 'Whether the last try to archive a piece of the log failed', async () =>
    Number((await database()).isArchivingFailing),
  );
  gauge('huibao_state_free_bytes', 'Space left on the disk of STATE_DIR', async () => {
    const { bavail, bsize } = await statfs(stateDir);
    return bavail * bsize;
  });
}

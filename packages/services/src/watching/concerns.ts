import type { OutboxState } from '../notifications/outbox.repository.ts';
import type { DatabaseState } from './platform.repository.ts';
import type { Process } from './process.repository.ts';
import type { WatchedImport } from './queue.repository.ts';

/** What a process says of itself that somebody must mend: names of checks of `/ready`, and what it alone knows. */
export const failures = ['database', 'schema', 'temporal', 'outbox', 'disk', 'heads', 'chains'] as const;

export type ConcernKind =
  | `process_${(typeof failures)[number]}`
  | 'process_silent'
  | 'no_worker'
  | 'outbox_old'
  | 'messages_parked'
  | 'imports_gave_up'
  | 'imports_slow'
  | 'log_not_archived';

/** Something that somebody must see to, with what it is about. */
export interface Concern {
  readonly kind: ConcernKind;
  /** Processes that say so. */
  readonly where: readonly string[];
  readonly count: number;
  /** Since when; null where it isn't known. */
  readonly since: Date | null;
}

/** Seconds between two words of a process. */
export const announcedEach = 15;

/**
 * How long an end waits for what the process was just asking or telling about itself (how it does, which schema there
 * is), in ms: nobody needs the answer any more, and a database that doesn't answer would hold the end for longer than
 * it may take.
 */
export const ownQuestionsEndWithin = 2000;

/** A process that said nothing for four times as long as it may. */
const silentAfter = announcedEach * 4 * 1000;
const minute = 60_000;
/** As `/ready` of a worker has it. */
const oldAfter = 15 * minute;
const importSlowAfter = 60 * minute;
/** As the alert `HuibaoLogNotArchived` has it, in seconds. */
const archivedAfter = 900;

export interface Watched {
  readonly processes: readonly Process[];
  readonly outbox: OutboxState;
  readonly parkedSince: Date | null;
  readonly imports: readonly WatchedImport[];
  readonly database: DatabaseState;
}

const nameOf = ({ kind, host }: Process): string => `${kind} ${host}`;

export function isSilent({ seenAt }: Process, now: Date): boolean {
  return now.getTime() - seenAt.getTime() > silentAfter;
}

/** The silent but those in whose stead one of their kind has begun since: each newcomer stands for one. */
function missingOf(processes: readonly Process[], now: Date): readonly Process[] {
  const newcomers = processes.filter((process) => !isSilent(process, now));
  return processes
    .filter((process) => isSilent(process, now))
    .filter(({ kind, seenAt }) => {
      const instead = newcomers.findIndex((process) => process.kind === kind && process.startedAt > seenAt);
      if (instead >= 0) newcomers.splice(instead, 1);
      return instead < 0;
    });
}

/** What must be seen to, the gravest first; empty where all is well. */
export function concernsOf({ processes, outbox, parkedSince, imports, database }: Watched, now: Date): Concern[] {
  const heard = processes.filter((process) => !isSilent(process, now));
  const silent = missingOf(processes, now);
  const gaveUp = imports.filter(({ state }) => state === 'failed');
  const slow = imports.filter(
    ({ state, begunAt }) => state !== 'failed' && now.getTime() - begunAt.getTime() > importSlowAfter,
  );
  const oldestAt = outbox.oldestAt === null ? null : new Date(outbox.oldestAt);
  const isLate = database.archivedSecondsAgo !== null && database.archivedSecondsAgo > archivedAfter;
  const found: (Concern | false)[] = [
    ...failures.map((failure): Concern | false => {
      const failing = heard.filter((process) => process.failing.includes(failure));
      return (
        failing.length > 0 && {
          kind: `process_${failure}`,
          where: failing.map(nameOf),
          count: failing.length,
          since: null,
        }
      );
    }),
    !heard.some(({ kind }) => kind === 'worker') && { kind: 'no_worker', where: [], count: 0, since: null },
    silent.length > 0 && {
      kind: 'process_silent',
      where: silent.map(nameOf),
      count: silent.length,
      since: new Date(Math.min(...silent.map(({ seenAt }) => seenAt.getTime()))),
    },
    (database.isArchivingFailing || isLate) && {
      kind: 'log_not_archived',
      where: [],
      count: 0,
      since: database.archivedSecondsAgo === null ? null : new Date(now.getTime() - database.archivedSecondsAgo * 1000),
    },
    oldestAt !== null &&
      now.getTime() - oldestAt.getTime() > oldAfter && {
        kind: 'outbox_old',
        where: [],
        count: outbox.waiting - outbox.refused,
        since: oldestAt,
      },
    outbox.refused > 0 && { kind: 'messages_parked', where: [], count: outbox.refused, since: parkedSince },
    gaveUp.length > 0 && {
      kind: 'imports_gave_up',
      where: [],
      count: gaveUp.length,
      since: gaveUp[0]?.endedAt ?? null,
    },
    slow.length > 0 && { kind: 'imports_slow', where: [], count: slow.length, since: slow[0]?.begunAt ?? null },
  ];
  return found.filter((one) => one !== false);
}

import { measureOutbox } from '../notifications/outbox.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';
import { concernsOf, isSilent } from './concerns.ts';
import { requirePlatform } from './platform-only.ts';
import { measureDatabase } from './platform.repository.ts';
import { listProcesses } from './process.repository.ts';
import { listImportsOfAll, listParked } from './queue.repository.ts';
import { measureSignIns } from './sign-in.repository.ts';

/** As many as one looks at; how many there are is told beside them. */
const mostShown = 50;
const importsOf = 30 * 86_400_000;

/** How the platform does: what must be seen to, which processes answer, what waits. */
export const getPlatform = defineQuery({
  permission: 'platform.watch',
  input: noInput,
  async run(scope) {
    await requirePlatform(scope);
    const { ctx, now } = scope;
    const { watchDb, authDb, signInPolicy } = ctx;
    const { failures, minutes } = signInPolicy.throttle;
    const [processes, outbox, parked, imports, database, signIns] = await Promise.all([
      listProcesses(watchDb),
      measureOutbox(watchDb),
      listParked(watchDb, mostShown),
      listImportsOfAll(watchDb, new Date(now.getTime() - importsOf), mostShown),
      measureDatabase(watchDb),
      measureSignIns(authDb, failures),
    ]);
    const parkedSince = parked[0]?.createdAt ?? null;
    return {
      at: now.toISOString(),
      concerns: concernsOf({ processes, outbox, parkedSince, imports, database }, now).map(({ since, ...concern }) => ({
        ...concern,
        since: since?.toISOString() ?? null,
      })),
      processes: processes.map(({ startedAt, seenAt, ...process }) => ({
        ...process,
        startedAt: startedAt.toISOString(),
        seenAt: seenAt.toISOString(),
        isSilent: isSilent({ ...process, startedAt, seenAt }, now),
      })),
      refusedSignIns: { ...signIns, minutes },
      outbox: { waiting: outbox.waiting, refused: outbox.refused, oldestAt: outbox.oldestAt },
      parked: parked.map(({ createdAt, nextAt, ...message }) => ({
        ...message,
        createdAt: createdAt.toISOString(),
        nextAt: nextAt?.toISOString() ?? null,
      })),
      imports: imports.map(({ begunAt, endedAt, ...one }) => ({
        ...one,
        begunAt: begunAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
      })),
    };
  },
});

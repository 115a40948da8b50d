import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two columns where most is written: added while everybody writes there. */
const migration = '9999-tried-under-load.sql';
const statements = `-- Adds to tables that are written all the time; test:install rolls over it.
alter table submissions add column tried_under_load text;
alter table draft_cells add column tried_under_load text;
`;

/** Releases this checkout's commit with one migration more, and builds it beside what runs. */
export async function prepareUpgrade(site) {
  const work = join(site.folder, 'next');
  await site.release(site.newest);
  await site.git('clone', '-q', site.source, work);
  writeFileSync(join(work, 'packages/db/src/migrations', migration), statements);
  await site.git('-C', work, 'add', '.');
  await site.git('-C', work, 'commit', '-q', '-m', 'A migration to roll over');
  await site.git('-C', work, 'push', '-q', 'origin', 'HEAD:refs/heads/release');
  await site.getVersion('next-version', 'huibao-v2');
}

/**
 * The part of the guide about the next version, from its second step on.
 * @returns {Promise<{ kind: 'rolling' | 'stopped', breaking: string[], seconds: Record<string, number>, ends:
 *   Record<string, string> }>}
 */
export async function followUpgrade(site) {
  const seconds = {};
  const timed = async (name, work) => {
    const begun = performance.now();
    const result = await work();
    seconds[name] = (performance.now() - begun) / 1000;
    return result;
  };
  const breaking = (await site.follow('breaking')).split('\n').filter(Boolean);
  const kind = breaking.length > 0 ? 'stopped' : 'rolling';
  const stopOld = () => timed('the old ones stopped', () => site.stop([1, 2]));
  let ends = kind === 'stopped' ? await stopOld() : {};
  await timed('migrated', () => site.follow('next-migrate'));
  await timed('the new ones ready', async () => {
    await site.start([3, 4]);
    await site.follow('next-ready');
  });
  if (kind === 'rolling') ends = await stopOld();
  return { kind, breaking, seconds, ends };
}

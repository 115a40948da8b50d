import type { Edition } from '../../forms/edition.repository.ts';
import { putSwitch, readSwitches } from '../../forms/switched-part.repository.ts';
import type { Scope } from '../../use-case.ts';

/**
 * A year that is begun takes the switches of the year before for its own, so that nothing follows what is switched
 * there later. The caller holds the lock of the parts. It gives the parts that are on.
 */
export async function keepCarried(
  { trx, actor, now, audit }: Scope,
  edition: Edition,
  { programme, year }: { readonly programme: string; readonly year: number },
): Promise<readonly string[]> {
  const { on, carriedFrom } = await readSwitches(trx, actor.tenantId, edition);
  const known = new Set(edition.programmeParts.map(({ code }) => code));
  const parts = on.filter((code) => known.has(code));
  if (carriedFrom === null || parts.length === 0) return parts;
  for (const code of parts) await putSwitch(trx, actor.tenantId, edition, { code, isOn: true }, actor.userId, now);
  audit({
    action: 'part.carried_on',
    subject: edition.id,
    detail: { programme, year, from: carriedFrom, parts: parts.join() },
  });
  return parts;
}

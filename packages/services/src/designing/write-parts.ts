import { canonicalJson, HuibaoError } from '@huibao/domain';
import { isFormFile, packageLimits } from '@huibao/domain/package';
import type { Scope } from '../use-case.ts';
import { lockOpenDraft } from './draft.repository.ts';
import {
  insertParts,
  listParts,
  sizeOfOthers,
  writePartOn,
  type DraftPart,
  type SavedPart,
} from './part.repository.ts';

/** What one person saves within this time is one version to come back to. */
const versionMinutes = 5;

/** A part as somebody wrote it, on the version that they saw: 0 of one that is new to them. */
export interface WrittenPart {
  readonly name: string;
  readonly version: number;
  /** Null takes it out. */
  readonly content: unknown;
}

/** What a colleague saved in the meantime, beside what was to be saved; nothing is merged, and nothing lost. */
export interface PartConflict {
  readonly theirs: DraftPart;
  readonly yours: unknown;
  /** It was the same person, in another window. */
  readonly isOwn: boolean;
}

export type WrittenParts =
  | {
      readonly ok: true;
      readonly savedAt: string;
      readonly versions: readonly { readonly name: string; readonly version: number }[];
    }
  | { readonly ok: false; readonly conflicts: readonly PartConflict[] };

/**
 * Saves all of these parts, each on top of the version that was seen, or none. The same again makes no version, and
 * finds its own earlier save.
 */
export async function writeParts(
  scope: Scope,
  draftId: string,
  written: readonly WrittenPart[],
  isNewVersion = false,
): Promise<WrittenParts> {
  const { trx, actor, now } = scope;
  await lockOpenDraft(trx, actor.tenantId, draftId);
  const names = written.map((part) => part.name);
  const standing = await listParts(trx, actor.tenantId, draftId, names);
  // A draft is of one kind: it has the parts that it was begun with, and its forms.
  const strange = names.find((name) => !isFormFile(name) && !standing.has(name));
  if (strange !== undefined) throw new HuibaoError('package.file_unknown', { name: strange });
  const conflicts = written.flatMap((part) => {
    const theirs = standing.get(part.name);
    return !theirs || theirs.version === part.version || isSame(theirs, part)
      ? []
      : [{ theirs, yours: part.content, isOwn: theirs.userId === actor.userId }];
  });
  if (conflicts.length > 0) return { ok: false, conflicts };
  const changed = written.filter((part) => !isSame(standing.get(part.name), part));
  await requireRoom(scope, draftId, written);
  const saved = changed.map(({ name, content }) => ({
    name,
    version: (standing.get(name)?.version ?? 0) + 1,
    content,
  }));
  for (const part of saved) await insertOrWriteOn(scope, draftId, part, isNewVersion);
  const versionOf = new Map(saved.map(({ name, version }) => [name, version]));
  return {
    ok: true,
    savedAt: now.toISOString(),
    versions: names.map((name) => ({ name, version: versionOf.get(name) ?? standing.get(name)?.version ?? 0 })),
  };
}

function isSame(standing: DraftPart | undefined, { content }: WrittenPart): boolean {
  return canonicalJson(standing?.content ?? null) === canonicalJson(content);
}

async function insertOrWriteOn(
  { trx, actor, now }: Scope,
  draftId: string,
  part: SavedPart,
  isNewVersion: boolean,
): Promise<void> {
  const since = new Date(now.getTime() - versionMinutes * 60_000);
  const isWrittenOn =
    !isNewVersion &&
    part.content !== null &&
    (await writePartOn(trx, actor.tenantId, draftId, part, actor.userId, { since, at: now }));
  if (!isWrittenOn) await insertParts(trx, actor.tenantId, draftId, [part], actor.userId, now);
}

/** A draft is within the bounds of a package, whatever is in it. */
async function requireRoom({ trx, actor }: Scope, draftId: string, written: readonly WrittenPart[]): Promise<void> {
  const names = written.map((part) => part.name);
  const others = await sizeOfOthers(trx, actor.tenantId, draftId, names);
  const kept = written.filter((part) => part.content !== null);
  const bytes = kept.reduce((sum, part) => sum + Buffer.byteLength(JSON.stringify(part.content)), others.bytes);
  if (bytes > packageLimits.bytes)
    throw new HuibaoError('package.too_large', { megabytes: packageLimits.bytes / 1024 ** 2 });
  if (others.forms + kept.filter((part) => isFormFile(part.name)).length > packageLimits.forms)
    throw new HuibaoError('package.too_many_forms', { forms: packageLimits.forms });
}

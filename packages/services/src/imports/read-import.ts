import { readAsTenant, withTenant, type TenantReader, type TenantTransaction } from '@huibao/db';
import { readBulk, type BulkFile } from '@huibao/documents/bulk';
import { HuibaoError, errorKinds, type ErrorCode, type FormDefinition } from '@huibao/domain';
import { z } from 'zod';
import { getCollection } from '../collection/collection.repository.ts';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import { listUnits } from '../identity/unit.repository.ts';
import { listCellsOfDrafts, type DraftCell } from '../submission/draft-cell.repository.ts';
import { contextsOf } from '../submission/evaluation-context.ts';
import { listSubmissions, type Submission } from '../submission/submission.repository.ts';
import { defineMutation, type Asker } from '../use-case.ts';
import { getImport, listOwedForms, lockImport, updateImport, type Import } from './import.repository.ts';
import {
  countRefusals,
  deleteRead,
  insertImportedForms,
  insertRefusals,
  measureImport,
} from './import-form.repository.ts';
import { storedCells, type ImportRefusal } from './judged-form.ts';
import { judgeApart, judges, type Judgeable } from './judging/judge-apart.ts';
import type { Judgement } from './judging/judging-task.ts';
import { PlacedFile, type PlacedForm } from './place-entries.ts';
import { findFormRefusal } from './refuse-form.ts';

/** Forms that are judged, and kept in one transaction, at once: it is short, and others have their turn in between. */
const formsAtOnce = 40;
/** Pieces that are judged or wait for it, and one that is kept: no more of a file is on the way. */
const piecesAtOnce = judges + 2;

/** Reads a file that was handed in into what it would change. Done once more it begins anew, and comes to the same. */
export const readImport = defineMutation({
  permission: 'submission.import',
  input: z.object({ importId: z.uuid() }),
  async prepare(asker, { importId }) {
    const { ctx, actor } = asker;
    const one = await readAsTenant(ctx.db, actor, (trx) => getImport(trx, actor.tenantId, importId));
    if (one.state !== 'reading') return null;
    try {
      await readAll(asker, one);
      return null;
    } catch (error) {
      // What is wrong with the file will be so tomorrow; what was away will be back.
      if (error instanceof HuibaoError && errorKinds[error.code] !== 'unavailable') return error;
      throw error;
    }
  },
  async run({ trx, actor, now, audit }, { importId }, failure) {
    const one = await lockImport(trx, actor.tenantId, importId, 'update');
    if (one.state !== 'reading') return;
    if (failure) {
      const { code, params } = failure;
      await updateImport(trx, actor.tenantId, importId, { state: 'failed', endedAt: now, failure: { code, params } });
    } else await updateImport(trx, actor.tenantId, importId, { state: 'read' });
    const { forms, added, changed } = await measureImport(trx, actor.tenantId, importId);
    const refused = await countRefusals(trx, actor.tenantId, importId);
    audit({
      action: failure ? 'import.failed' : 'import.read',
      subject: importId,
      detail: { forms, added, changed, refused, ...(failure ? { reason: failure.code } : {}) },
    });
  },
});

async function readAll(asker: Asker, one: Import): Promise<void> {
  const { ctx, actor } = asker;
  const { tenantId } = actor;
  const placed = await placeFile(asker, one);
  // Forms of one kind together: what they read of other terms is asked for at once.
  const inOrder = [...Map.groupBy(placed.forms, ({ formCode }) => formCode).values()];
  const pieces = inOrder.flatMap((alike) => inPieces(alike, formsAtOnce));
  const ask = (place: number): Promise<Surroundings> | undefined => {
    const some = pieces[place];
    const asked = some && readAsTenant(ctx.db, actor, (trx) => readAround(trx, asker, some));
    asked?.catch(() => undefined);
    return asked;
  };
  let asking = ask(0);
  let refusals = 0;
  const keep = async (trx: TenantTransaction, some: readonly ImportRefusal[]): Promise<void> => {
    await insertRefusals(trx, tenantId, one.id, some, refusals);
    refusals += some.length;
  };
  const inTurn = (work: (trx: TenantTransaction) => Promise<void>): Promise<void> =>
    withTenant(ctx.db, actor, async (trx) => {
      // Read by two at once, who comes late has nothing to do.
      if ((await lockImport(trx, tenantId, one.id, 'update')).state === 'reading') await work(trx);
    });
  await inTurn(async (trx) => {
    await deleteRead(trx, tenantId, one.id);
    await keep(trx, placed.refusals);
  });
  const keepJudged = async (
    judging: Promise<readonly Judgement[]>,
    before: Promise<void> | undefined,
  ): Promise<void> => {
    const [judged] = await Promise.all([judging, before]);
    await inTurn(async (trx) => {
      await insertImportedForms(
        trx,
        tenantId,
        one.id,
        judged.map(({ form }) => form),
      );
      await keep(
        trx,
        judged.flatMap(({ refusals: some }) => some),
      );
    });
  };
  const keeping: Promise<void>[] = [];
  try {
    for (const [place, some] of pieces.entries()) {
      const around = await asking;
      // While some are judged, PostgreSQL reads what is around the next, and keeps the last ones in their order.
      asking = ask(place + 1);
      if (!around) continue;
      keeping.push(keepJudged(judgeForms(around, asker, some), keeping.at(-1)));
      keeping.at(-1)?.catch(() => undefined);
      await keeping.at(-piecesAtOnce);
    }
    await keeping.at(-1);
  } finally {
    // What comes after a failure begins anew, with nobody still at it.
    await Promise.allSettled(keeping);
  }
}

/** Sheet by sheet it is asked whose the forms are, while the next ones are read. */
async function placeFile({ ctx, actor }: Asker, { sha256, collectionId }: Import): Promise<PlacedFile> {
  const { tenantId } = actor;
  const term = readAsTenant(ctx.db, actor, async (trx) => {
    const collection = await getCollection(trx, tenantId, collectionId);
    const edition = await getEdition(trx, collection.edition);
    const units = await listUnits(trx, tenantId);
    const owed = await listOwedForms(trx, tenantId, collectionId);
    const asked = new Set(owed.map(({ formCode }) => formCode));
    const placed = new PlacedFile(units, owed);
    return {
      placed,
      forms: edition.forms.flatMap(({ definition }) => (asked.has(definition.code) ? [definition] : [])),
      take: (said: BulkFile): void => placed.take(said),
    };
  });
  const read = ctx.blobs.open({ tenantId, sha256 }).then((file) => readBulk(file, term, { party: String(tenantId) }));
  const [{ placed }] = await Promise.all([term, read]);
  return placed;
}

/** What forms are judged by, by the submission. */
interface Surroundings {
  readonly submissions: ReadonlyMap<string, Submission>;
  readonly definitions: ReadonlyMap<string, FormDefinition>;
  readonly drafts: ReadonlyMap<string, readonly DraftCell[]>;
  readonly contexts: Awaited<ReturnType<typeof contextsOf>>;
}

async function readAround(
  trx: TenantReader,
  { actor: { tenantId } }: Asker,
  placed: readonly PlacedForm[],
): Promise<Surroundings> {
  const ids = placed.map(({ id }) => id);
  const submissions = await listSubmissions(trx, tenantId, ids);
  const definitions = new Map<string, FormDefinition>();
  for (const { id, edition, formCode } of submissions)
    definitions.set(id, formOf(await getEdition(trx, edition), formCode).definition);
  return {
    submissions: new Map(submissions.map((one) => [one.id, one])),
    definitions,
    drafts: await listCellsOfDrafts(trx, tenantId, ids),
    contexts: await contextsOf(trx, tenantId, submissions),
  };
}

async function judgeForms(
  { submissions, definitions, drafts, contexts }: Surroundings,
  { actor: { tenantId, now } }: Asker,
  placed: readonly PlacedForm[],
): Promise<readonly Judgement[]> {
  const judgeable: Judgeable[] = [];
  const outcomes = new Map<string, Judgement>();
  for (const one of placed) {
    const [submission, definition] = [submissions.get(one.id), definitions.get(one.id)];
    const around = contexts.get(one.id);
    if (!submission || !definition || !around) continue;
    const refusal = findFormRefusal(submission, now());
    if (refusal) outcomes.set(one.id, unwritten(one, submission, refusal));
    else judgeable.push({ placed: one, submission, definition, drafts: drafts.get(one.id) ?? [], around });
  }
  for (const one of await judgeApart(judgeable, String(tenantId))) outcomes.set(one.form.submissionId, one);
  return placed.flatMap(({ id }) => outcomes.get(id) ?? []);
}

function unwritten(
  { id, unitId, formCode, sheet, ref, cells }: PlacedForm,
  { issueNo, unitName }: Submission,
  refusal: ErrorCode,
): Judgement {
  const none = { added: 0, changed: 0, same: 0, errors: 0, warnings: 0, cells: storedCells([]) };
  const place = { unitId, formCode, code: '', key: '', sheet, ref, text: unitName };
  return {
    form: { submissionId: id, unitId, issueNo, refusal, ...none },
    refusals: [{ ...place, error: refusal, params: { values: cells.length } }],
  };
}

function inPieces<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, n) => all.slice(n * most, (n + 1) * most));
}

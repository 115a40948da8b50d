import { setImmediate } from 'node:timers/promises';
import { readAsTenant, withTenant, type TenantReader, type TenantTransaction } from '@huibao/db';
import { readBulkFile } from '@huibao/documents/bulk';
import { HuibaoError, errorKinds, type FormDefinition } from '@huibao/domain';
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
  type ImportedForm,
  type ImportRefusal,
} from './import-form.repository.ts';
import { judgeForm } from './judge-form.ts';
import { placeEntries, type PlacedForm } from './place-entries.ts';
import { findFormRefusal } from './refuse-form.ts';

/** Forms that are judged in one transaction: it is short, and others have their turn in between. */
const formsAtOnce = 60;
/** Forms that are judged without a pause: half a millisecond each. */
const formsInARow = 5;

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
  const term = await readAsTenant(ctx.db, actor, async (trx) => {
    const collection = await getCollection(trx, tenantId, one.collectionId);
    return {
      edition: await getEdition(trx, collection.edition),
      units: await listUnits(trx, tenantId),
      owed: await listOwedForms(trx, tenantId, one.collectionId),
    };
  });
  const asked = new Set(term.owed.map(({ formCode }) => formCode));
  const forms = term.edition.forms.flatMap(({ definition }) => (asked.has(definition.code) ? [definition] : []));
  const file = await ctx.blobs.open({ tenantId, sha256: one.sha256 });
  const placed = placeEntries(await readBulkFile(file, forms, { party: String(tenantId) }), term.units, term.owed);
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
  // Forms of one kind together: what they read of other terms is asked for at once.
  const inOrder = [...Map.groupBy(placed.forms, ({ formCode }) => formCode).values()];
  let keeping = Promise.resolve();
  const pieces = inOrder.flatMap((alike) => inPieces(alike, formsAtOnce));
  const ask = (place: number): Promise<Surroundings> | undefined => {
    const some = pieces[place];
    return some && readAsTenant(ctx.db, actor, (trx) => readAround(trx, asker, some));
  };
  let asking = ask(0);
  for (const [place, some] of pieces.entries()) {
    const around = await asking;
    // While PostgreSQL keeps the last ones and reads what is around the next, these are judged.
    asking = ask(place + 1);
    asking?.catch(() => undefined);
    if (!around) continue;
    const judged = await judgeForms(around, asker, some);
    await keeping;
    keeping = inTurn(async (trx) => {
      await insertImportedForms(trx, tenantId, one.id, judged.forms);
      await keep(trx, judged.refusals);
    });
  }
  await keeping;
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
  { actor: { now } }: Asker,
  placed: readonly PlacedForm[],
): Promise<{ readonly forms: readonly ImportedForm[]; readonly refusals: readonly ImportRefusal[] }> {
  const forms: ImportedForm[] = [];
  const refusals: ImportRefusal[] = [];
  for (const [place, one] of placed.entries()) {
    // Whoever else waits for this process goes on in between: PostgreSQL's answers, the other activities.
    if (place % formsInARow === 0) await setImmediate();
    const [submission, definition] = [submissions.get(one.id), definitions.get(one.id)];
    const context = contexts.get(one.id);
    if (!submission || !definition || !context) continue;
    const refusal = findFormRefusal(submission, now());
    if (refusal) {
      forms.push(unwritten(one, submission.issueNo, refusal));
      const { unitId, formCode, sheet, ref } = one;
      const place = { unitId, formCode, code: '', key: '', sheet, ref, text: submission.unitName };
      refusals.push({ ...place, error: refusal, params: { values: one.cells.length } });
      continue;
    }
    const judged = judgeForm(one, submission, definition, drafts.get(one.id) ?? [], context);
    forms.push(judged.form);
    refusals.push(...judged.refusals);
  }
  return { forms, refusals };
}

function unwritten({ id, unitId }: PlacedForm, issueNo: number, refusal: ImportedForm['refusal']): ImportedForm {
  const none = { added: 0, changed: 0, same: 0, errors: 0, warnings: 0, cells: [] };
  return { submissionId: id, unitId, issueNo, refusal, ...none };
}

function inPieces<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, n) => all.slice(n * most, (n + 1) * most));
}

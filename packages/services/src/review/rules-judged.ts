import type { TenantReader } from '@huibao/db';
import {
  cellMap,
  periodOf,
  readJudgedRules,
  type EvaluationContext,
  type FormDefinition,
  type JudgedRule,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { evaluationContext } from '../submission/evaluation-context.ts';
import type { RevisionDocument } from '../submission/revision-document.ts';
import type { Submission } from '../submission/submission.repository.ts';

/**
 * The rules that a revision isn't in keeping with, in words, by the numbers that are frozen in it: its own, and those
 * that it read of other forms. Of other periods it reads what stands. Most revisions have none, and ask nothing more.
 */
export async function rulesJudged(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  edition: Edition,
  form: FormDefinition,
  document: RevisionDocument,
): Promise<readonly JudgedRule[]> {
  const codes = new Set(document.findings.map(({ rule }) => rule));
  if (!form.rules.some(({ code }) => codes.has(code))) return [];
  const context = await revisionContext(trx, tenantId, submission, edition, form, document);
  const others = context.others?.map((other) => {
    const read = document.reads?.find(({ formCode }) => formCode === other.form.code);
    return { ...other, cells: read && read.revisionId !== null ? cellMap(read.cells) : null };
  });
  return readJudgedRules(form, { ...context, ...(others ? { others } : {}) }, context.cells, codes);
}

/** What stands now of all that a revision was judged by, its own cells and its unit as they are frozen in it. */
export async function revisionContext(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  edition: Edition,
  form: FormDefinition,
  { cells, unit }: RevisionDocument,
): Promise<EvaluationContext> {
  const { context } = await evaluationContext(trx, tenantId, submission, edition, cellMap(cells), form);
  return { ...context, unit, period: periodOf(edition.calendar, submission.year, submission.period) };
}

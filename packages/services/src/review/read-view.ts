import type { TenantReader } from '@huibao/db';
import {
  columnCode,
  elementsOf,
  evaluateForm,
  readJudgedRules,
  registersOf,
  rulesReading,
  type Cell,
  type DataElement,
  type FormDefinition,
  type JudgedRule,
  type Localized,
  type SubmissionState,
} from '@huibao/domain';
import { formOf, type Edition } from '../forms/edition.repository.ts';
import { getFormIn } from '../forms/pinned-form.ts';
import { findPlace } from '../submission/place-of-cell.ts';
import type { RevisionDocument } from '../submission/revision-document.ts';
import type { Revision } from '../submission/revision.repository.ts';
import type { Submission } from '../submission/submission.repository.ts';
import { readsNow, type ReadNow } from './moved-read.ts';
import { revisionContext } from './rules-judged.ts';

/** Another form that a revision was judged by, as a reviewer reads it. */
export interface ReadView {
  readonly formCode: string;
  readonly number: Localized;
  readonly title: Localized;
  /** Null where this unit isn't asked that form. */
  readonly submissionId: string | null;
  readonly state: SubmissionState | null;
  /** Which revision was read, and which stands now; null for none. */
  readonly readNo: number | null;
  readonly standingNo: number | null;
  readonly standingId: string | null;
  readonly changes: readonly {
    readonly cell: string;
    readonly label: Localized;
    /** As the other form asks it; null of a register's own answer. */
    readonly element: DataElement | null;
    readonly before: Cell | null;
    readonly after: Cell | null;
  }[];
  readonly isAcknowledged: boolean;
}

/** A rule that what stands now doesn't meet. */
export interface BrokenRule {
  readonly message: Localized;
  readonly judged: JudgedRule | null;
}

export async function readViews(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  edition: Edition,
  revision: Revision,
  document: RevisionDocument,
): Promise<{ readonly reads: readonly ReadView[]; readonly brokenNow: readonly BrokenRule[] }> {
  const reads = await readsNow(trx, tenantId, submission, revision.id, document.reads ?? []);
  const isMoved = reads.some(({ changes }) => changes.length > 0);
  return {
    reads: reads.map((one) => viewOf(one, edition)),
    brokenNow: isMoved ? await brokenBy(trx, tenantId, submission, edition, revision, document, reads) : [],
  };
}

function viewOf({ read, standing, changes, isAcknowledged }: ReadNow, edition: Edition): ReadView {
  const { definition: form } = formOf(edition, read.formCode);
  return {
    formCode: read.formCode,
    number: form.number,
    title: form.title,
    submissionId: standing?.submissionId ?? null,
    state: standing?.state ?? null,
    readNo: read.revisionNo,
    standingNo: standing?.revision?.no ?? null,
    standingId: standing?.revision?.id ?? null,
    changes: changes.map((change) => {
      const { code, key } = change.after ?? change.before ?? { code: change.cell, key: '' };
      return {
        ...change,
        label: findPlace(form, code, key)?.label ?? { zh: code, en: code },
        element: elementAt(form, code),
      };
    }),
    isAcknowledged,
  };
}

function elementAt(form: FormDefinition, code: string): DataElement | null {
  const columns = registersOf(form).flatMap((register) =>
    register.columns.map((column) => [columnCode(register, column), column] as const),
  );
  const elements = elementsOf(form).map((element) => [element.code, element] as const);
  return new Map([...columns, ...elements]).get(code) ?? null;
}

/** The rules as the form has them that the revision was made under, judged by what stands now. */
async function brokenBy(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  edition: Edition,
  revision: Revision,
  document: RevisionDocument,
  reads: readonly ReadNow[],
): Promise<readonly BrokenRule[]> {
  const form = getFormIn(edition, submission, revision.issueNo).definition;
  const context = await revisionContext(trx, tenantId, submission, edition, form, document);
  const { cells, findings } = evaluateForm(form, context);
  const across = rulesReading(form, new Set(reads.flatMap(({ read }) => read.codes)));
  const known = new Set(document.findings.map(({ rule }) => rule));
  const broken = findings.filter(({ kind, rule }) => kind === 'rule' && across.has(rule) && !known.has(rule));
  const judged = readJudgedRules(form, context, cells, new Set(broken.map(({ rule }) => rule)));
  return broken.map(({ rule, message }) => ({ message, judged: judged.find((one) => one.rule === rule) ?? null }));
}

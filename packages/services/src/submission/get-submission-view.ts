import {
  cellMap,
  compareForms,
  isEditable,
  periodOf,
  printCell,
  type Cell,
  type CellMap,
  type FormChanges,
  type FormDefinition,
  type Locale,
  type Localized,
  type Period,
  type SubmissionState,
  type UnitTraits,
} from '@huibao/domain';
import { z } from 'zod';
import { formOf, getEdition, type Edition } from '../forms/edition.repository.ts';
import { findFormIn } from '../forms/pinned-form.ts';
import { defineQuery } from '../use-case.ts';
import { timesOf, type CollectionTimes } from './window.ts';
import { listComments, type Comment } from './comment.repository.ts';
import type { DraftCell } from './draft-cell.repository.ts';
import { listExplanations, type Explanation } from './explanation.repository.ts';
import { listFiles, type FileEntry } from './file.repository.ts';
import { hasCell } from './find-cell-problem.ts';
import { loadHistory } from './load-history.ts';
import { listOthers, type OtherView } from './other-view.ts';
import { findMendedSince, type MendedSince } from './mended-since.ts';
import { prefillsOf, type Prefill } from './prefill/list-prefills.ts';
import { listTold, type Told } from './prefill/list-told.ts';
import { listParkedCells, type ParkedCell } from './parked-cell.repository.ts';
import { findPlace } from './place-of-cell.ts';
import { listCurrentCells } from './sensitive-counts.ts';
import { listRevisions, type Revision } from './revision.repository.ts';
import { getSubmission, listSiblings, type Submission } from './submission.repository.ts';

/** Everything that the form's page works with; the browser runs `evaluateForm` on it as it is. */
export interface SubmissionView {
  readonly id: string;
  readonly collectionId: string;
  readonly state: SubmissionState;
  readonly reason: string | null;
  readonly revisionNo: number;
  /** The newest that was submitted, whatever became of it. */
  readonly revision:
    | (Pick<Revision, 'no' | 'state' | 'hash'> & {
        readonly submittedAt: string;
      })
    | null;
  readonly savedAt: string | null;
  readonly submittedAt: string | null;
  readonly serverNow: string;
  readonly times: CollectionTimes;
  /** Until when what was sent back may be mended, if its own date was given. */
  readonly mendUntil: string | null;
  readonly year: number;
  /** Its name. */
  readonly programme: string;
  readonly period: Period;
  readonly unit: UnitTraits & { readonly id: number; readonly name: string };
  readonly hasHeadStep: boolean;
  readonly formVersion: number;
  /** The issue whose form it is; a save says which it saw. */
  readonly issueNo: number;
  /** What changed on a form that was amended while it was filled in, until it is submitted. */
  readonly amended: FormChanges | null;
  /** What was typed into cells that the form asks for no more. */
  readonly parked: readonly ParkedView[];
  /** What was explained for rules that the form has no more. */
  readonly unruled: readonly { readonly message: Localized; readonly text: string }[];
  readonly form: FormDefinition;
  readonly cells: readonly DraftCell[];
  readonly previous: readonly Cell[] | null;
  readonly lastYear: readonly Cell[] | null;
  readonly earlierThisYear: readonly (readonly Cell[])[];
  readonly explanations: readonly Explanation[];
  /** Of what the leader confirms anew. */
  readonly mended: MendedSince | null;
  /** Of this return, if the bureau made it: what to mend. */
  readonly comments: readonly Comment[];
  readonly files: readonly FileEntry[];
  /** Forms of which this one reads something, with what stands of them, and what is only drafted. */
  readonly others: readonly OtherView[];
  /** What is still empty and answered in another programme for the same days; nothing while it can't be changed. */
  readonly prefills: readonly Prefill[];
  /** All that other programmes say of cells here for the same days: where a cell holds something else, that is told. */
  readonly told: readonly Told[];
  /** The other forms of the unit's term, for the steps across the top and the way on. */
  readonly siblings: readonly { readonly id: string; readonly formCode: string; readonly state: SubmissionState }[];
}

/** A value set aside, and whether the form has a place for it again. */
export interface ParkedView extends Omit<ParkedCell, 'at' | 'issueNo'> {
  readonly label: Localized;
  /** Its value as the form showed it. */
  readonly shown: Localized;
  readonly at: string;
  readonly isAskedAgain: boolean;
}

export const getSubmissionView = defineQuery({
  permission: 'submission.read',
  input: z.object({ submissionId: z.uuid() }),
  async run(scope, { submissionId }): Promise<SubmissionView> {
    const { trx, actor, now } = scope;
    const { tenantId } = actor;
    const submission = await getSubmission(trx, tenantId, submissionId);
    const edition = await getEdition(trx, submission.edition);
    const { definition: form, version } = formOf(edition, submission.formCode);
    const history = await loadHistory(trx, tenantId, submission);
    const comments = await listComments(trx, tenantId, submissionId);
    const revisions = await listRevisions(trx, tenantId, submissionId);
    const [revision = null] = revisions;
    const parked = await listParkedCells(trx, tenantId, submissionId);
    const cells = await listCurrentCells(scope, submission, form);
    const explanations = await listExplanations(trx, tenantId, submissionId);
    const told = await listTold(trx, tenantId, submission, form);
    return {
      id: submission.id,
      collectionId: submission.collectionId,
      state: submission.state,
      reason: submission.reason,
      revisionNo: submission.revisionNo,
      revision: revision && {
        no: revision.no,
        state: revision.state,
        hash: revision.hash,
        submittedAt: revision.submittedAt.toISOString(),
      },
      savedAt: submission.savedAt?.toISOString() ?? null,
      submittedAt: submission.submittedAt?.toISOString() ?? null,
      serverNow: now.toISOString(),
      times: timesOf(submission.window),
      mendUntil: submission.mendUntil?.toISOString() ?? null,
      year: submission.year,
      programme: edition.programmeName,
      period: periodOf(edition.calendar, submission.year, submission.period),
      unit: { ...submission.unit, id: submission.unitId, name: submission.unitName },
      hasHeadStep: submission.hasHeadStep,
      formVersion: version,
      issueNo: submission.issueNo,
      amended: amendedSince(edition, submission, form),
      parked: parked.map((cell) => parkedView(cell, edition, submission, form)),
      form,
      cells,
      previous: listed(history.previous),
      lastYear: listed(history.lastYear),
      earlierThisYear: history.earlierThisYear.map((cells) => [...cells.values()]),
      explanations,
      mended: await findMendedSince(trx, tenantId, submission, form, cells, revisions),
      unruled: unruledIn(edition, submission, form, explanations),
      comments: comments.filter(({ decidedAt }) => decidedAt?.getTime() === submission.decidedAt?.getTime()),
      files: await listFiles(trx, tenantId, submissionId),
      others: await listOthers(scope, submission, edition, form),
      prefills: isEditable(submission.state) ? prefillsOf(told, form, cellMap(cells)) : [],
      told,
      siblings: await listSiblings(trx, tenantId, submission),
    };
  },
});

function amendedSince(edition: Edition, submission: Submission, form: FormDefinition): FormChanges | null {
  const before = findFormIn(edition, submission, submission.movedFromIssue)?.definition;
  return before ? compareForms(before, form, submission.unit) : null;
}

/** As an issue before called the rule; explanations of other findings than rules aren't meant. */
function unruledIn(
  { issues }: Edition,
  { ownerTenantId, formCode }: Submission,
  form: FormDefinition,
  explanations: readonly Explanation[],
): SubmissionView['unruled'] {
  const current = new Set(form.rules.map((rule) => rule.code));
  const known = issues
    .filter((one) => one.ownerTenantId === ownerTenantId)
    .flatMap(({ forms }) => forms.filter(({ definition }) => definition.code === formCode))
    .flatMap(({ definition }) => definition.rules);
  return explanations.flatMap(({ finding, text }) => {
    const rule = current.has(finding) ? undefined : known.findLast(({ code }) => code === finding);
    return rule ? [{ message: rule.message, text }] : [];
  });
}

/** Called as the issue did that asked it. */
function parkedView(
  { at, issueNo, ...cell }: ParkedCell,
  edition: Edition,
  submission: Submission,
  form: FormDefinition,
): ParkedView {
  const asked = findFormIn(edition, submission, issueNo)?.definition ?? form;
  const { label, element } = findPlace(asked, cell.code, cell.key) ?? { label: null, element: null };
  const shown = (locale: Locale): string => (element ? printCell(element, cell, locale) : cell.value);
  return {
    ...cell,
    label: label ?? { zh: cell.code, en: cell.code },
    shown: { zh: shown('zh-CN'), en: shown('en') },
    at: at.toISOString(),
    isAskedAgain: hasCell(form, submission.unit, cell),
  };
}

function listed(cells: CellMap | null): readonly Cell[] | null {
  return cells && [...cells.values()];
}

import {
  collectedElements,
  isRetiredForm,
  compareForms,
  type FormChanges,
  type IndicatorValue,
  type Localized,
} from '@huibao/domain';
import { z } from 'zod';
import { getCollection } from '../../collection/collection.repository.ts';
import { getEdition, getWholeEdition, type Edition } from '../../forms/edition.repository.ts';
import { readNewest, type NewerIssue } from '../../forms/newest-issue.repository.ts';
import { elementsRead } from '../../rollup/lineage.ts';
import { rollUp, type Figures } from '../../rollup/roll-up.ts';
import { definePreview } from '../../use-case.ts';
import { moveToNewestIssue, type MovedDraft, type SeenIssues } from './move-drafts.ts';
import { countStanding, listReturnedBehind } from './adoption.repository.ts';

/** What adopting an issue does to one form. */
export interface AdoptedForm extends FormChanges {
  readonly code: string;
  readonly title: Localized;
  readonly isNew: boolean;
  /** Asked no more. */
  readonly isRetired: boolean;
  /** Drafts that go by it. */
  readonly drafts: number;
  /** Cells of theirs that are set aside. */
  readonly parked: number;
  /** Waiting for a leader, submitted or accepted: they stay as they are. */
  readonly standing: number;
}

type Told = Pick<IndicatorValue, 'value' | 'answered' | 'expected'>;

/** A figure that says something else afterwards, or is of more or of fewer; null where it isn't there. */
export interface ChangedFigure {
  readonly code: string;
  readonly label: Localized;
  readonly before: Told | null;
  readonly after: Told | null;
}

export interface AdoptionPreview {
  readonly collectionId: string;
  /** What is newer than what the collection goes by; nothing where only what came back is taken along. */
  readonly newer: readonly NewerIssue[];
  /** What is looked at: of the edition, and by their ids of what levels added. */
  readonly seen: SeenIssues;
  readonly forms: readonly AdoptedForm[];
  /** Sent back, each to be chosen. */
  readonly returned: readonly {
    readonly submissionId: string;
    readonly unitName: string;
    readonly form: Localized;
    readonly parked: number;
  }[];
  /** Forms that units owe from then on. */
  readonly added: number;
  readonly figures: readonly ChangedFigure[];
  /** Indicators of the tenant and those above it that read what is asked no more. */
  readonly readers: readonly { readonly element: Localized; readonly indicator: Localized }[];
}

/** What adopting an edition's newest issue for a collection would do: tried out, and undone. */
export const previewAdoption = definePreview({
  permission: 'collection.run',
  input: z.object({ collectionId: z.uuid() }),
  async run(scope, { collectionId }): Promise<AdoptionPreview> {
    const { trx, actor } = scope;
    const { edition: ref } = await getCollection(trx, actor.tenantId, collectionId);
    const before = await getEdition(trx, ref);
    const { edition: newest, newer } = await readNewest(trx, ref);
    const next = await getEdition(trx, newest);
    const whole = await getWholeEdition(trx, actor.tenantId, newest);
    const figuresBefore = await rollUp(scope, await getWholeEdition(trx, actor.tenantId, ref));
    const standing = await countStanding(trx, actor.tenantId, collectionId, newest);
    const seen = { issueNo: newest.issueNo, additions: newest.additions.map(({ id }) => id) };
    // Everything that was sent back is tried as well, to know what would be set aside.
    const { moved, added } = await moveToNewestIssue(
      scope,
      collectionId,
      seen,
      await listReturnedBehind(trx, actor.tenantId, collectionId, newest),
    );
    const drafts = Map.groupBy(
      moved.filter(({ draft }) => draft.state === 'draft'),
      ({ draft }) => draft.formCode,
    );
    return {
      collectionId,
      newer,
      seen,
      forms: next.forms.flatMap(({ definition }) => {
        const old = before.forms.find((form) => form.definition.code === definition.code)?.definition;
        const own = drafts.get(definition.code) ?? [];
        const changes = old ? compareForms(old, definition) : noChanges;
        return [
          {
            code: definition.code,
            title: definition.title,
            isNew: old === undefined,
            isRetired: isRetiredForm(definition),
            ...changes,
            drafts: own.length,
            parked: own.reduce((sum, one) => sum + one.parked, 0),
            standing: standing.get(definition.code) ?? 0,
          },
        ];
      }),
      returned: moved.filter(({ draft }) => draft.state === 'returned').map(returnedOf),
      added: added.length,
      figures: changedFigures(whole, figuresBefore, await rollUp(scope, whole)),
      readers: readersOfLost(whole, before, next),
    };
  },
});

const noChanges: FormChanges = { gained: [], lost: [], changed: [], rules: [] };

function returnedOf({ draft, after, parked }: MovedDraft): AdoptionPreview['returned'][number] {
  return { submissionId: draft.id, unitName: draft.unitName, form: after.title, parked };
}

function changedFigures({ indicators }: Edition, before: Figures, after: Figures): readonly ChangedFigure[] {
  const told = (figure: IndicatorValue | undefined): Told | null =>
    figure ? { value: figure.value, answered: figure.answered, expected: figure.expected } : null;
  return indicators.flatMap(({ code, label }) => {
    const [was, is] = [told(before.get(code)), told(after.get(code))];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ code, label, before: was, after: is }];
  });
}

/** Whoever built an indicator on what is asked no more is told so: it goes on, of those who answered. */
function readersOfLost({ indicators }: Edition, before: Edition, next: Edition): AdoptionPreview['readers'] {
  const lost = new Set(
    before.forms.flatMap(({ definition }) => {
      const now = next.forms.find((form) => form.definition.code === definition.code)?.definition;
      return now ? compareForms(definition, now).lost.map(({ code }) => code) : [];
    }),
  );
  const labels = collectedElements({ forms: before.forms.map((form) => form.definition) });
  return indicators.flatMap((indicator) =>
    elementsRead(indicator)
      .filter((code) => lost.has(code))
      .flatMap((code) => {
        const element = labels.get(code);
        return element ? [{ element: element.label, indicator: indicator.label }] : [];
      }),
  );
}

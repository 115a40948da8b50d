import { elementsOf, type Localized } from '@huibao/domain';
import type { SubmissionView } from './view.ts';

/** What a calculation may name, of this form and the others: its words by code. */
export function labelsOf({ form, others }: SubmissionView): ReadonlyMap<string, Localized> {
  return new Map(
    [...others.map((other) => other.form), form].flatMap((one) =>
      elementsOf(one).map(({ code, label }) => [code, label] as const),
    ),
  );
}

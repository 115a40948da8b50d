import { cellMap, cellOptionsOf, elementsOf, evaluateForm, periodOf, type Cell, type UnitTraits } from '@huibao/domain';
import { expect, it } from 'vitest';
import { builtInPackage } from './built-in.ts';

// What the statutory form says of the year before: asked, and never refused, since a report may mend its last one.

const { calendar, forms } = builtInPackage('open-information').programme;
const form = forms[0]!;
const unit: UnitTraits = { kind: 'section', schoolType: null, ownership: null, sectionCode: 'office' };

/** Nought throughout, but for what is given by `code/key`. */
function answers(given: Readonly<Record<string, number>>) {
  return cellMap(
    elementsOf(form).flatMap((element) =>
      element.type !== 'integer' || element.calculated !== undefined
        ? []
        : (cellOptionsOf(element)?.map(({ code }) => code) ?? ['']).map((key): Cell => {
            const value = String(given[`${element.code}/${key}`] ?? 0);
            return { code: element.code, key, state: 'value', value };
          }),
    ),
  );
}

function warned(now: Readonly<Record<string, number>>, before: Readonly<Record<string, number>> | null) {
  const { findings } = evaluateForm(form, {
    cells: answers(now),
    unit,
    period: periodOf(calendar, 2025, 1),
    year: 2025,
    previous: null,
    lastYear: before && answers(before),
    earlierThisYear: [],
  });
  return findings.flatMap((one) => (one.kind === 'rule' && one.rule.match(/carried_in|in_force/) ? [one] : []));
}

const before = { 'carried_out/person': 2, 'in_force/normative': 9 };
const settled = { 'carried_in/person': 2 };

it('asks about what last year carried out, and about documents that came or went without a word', () => {
  const documents = { 'in_force/normative': 10, 'issued/normative': 3, 'repealed/normative': 2 };
  expect(warned({ ...settled, ...documents }, before)).toEqual([]);
  const other = warned({ 'carried_in/person': 1, ...documents, 'in_force/normative': 11 }, before);
  expect(other.map(({ rule, severity, cells }) => [rule, severity, cells[0]])).toEqual([
    ['carried_in_as_reported', 'warning', 'carried_in[person]'],
    ['in_force_as_moved', 'warning', 'in_force[normative]'],
  ]);
});

it('asks nothing of a bureau’s first year', () => {
  expect(warned({ ...settled, 'in_force/normative': 10 }, null)).toEqual([]);
});

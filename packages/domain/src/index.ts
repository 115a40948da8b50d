export * from './analysis/pivot-definition.ts';
export * from './analysis/pivot-schema.ts';
export * from './analysis/slice-indicator.ts';
export * from './calendar/calendar-date.ts';
export * from './calendar/local-time.ts';
export * from './calendar/period.ts';
export * from './calendar/programme-calendar.ts';
export * from './calendar/window.ts';
export * from './canonical-json.ts';
export * from './cell/cell.ts';
export * from './cell/check-content.ts';
export * from './cell/parse-cell.ts';
export * from './cell/read-date.ts';
export * from './codes.ts';
export * from './error-codes.ts';
export { elementsMoved, decidedBy, operandsOfElement, rulesReading } from './evaluation/cell-flow.ts';
export { expectedCells } from './evaluation/compile-form.ts';
export { hasConditions, isNotAsked, sparing, withKept } from './evaluation/conditions.ts';
export { evaluateForm, measureForm } from './evaluation/evaluate-form.ts';
export { cellsAsked } from './evaluation/cells-asked.ts';
export * from './evaluation/evaluation.ts';
export {
  explainOutcome,
  type ExplainedExpression,
  type ExpressionOutcome,
  type MissingRead,
} from './evaluation/explain-outcome.ts';
export { readJudgedRules, type JudgedRule } from './evaluation/read-judged-rules.ts';
export { slotContent } from './evaluation/grid-content.ts';
export { cellLabel } from './evaluation/finding-message.ts';
export { registerRows, registerState, type RegisterState } from './evaluation/register-rows.ts';
export * from './exact-decimal.ts';
export * from './expression/check.ts';
export * from './expression/error.ts';
export * from './expression/evaluate.ts';
export { ownRow, reservedNames, type ExpressionNode, type ParsedExpression } from './expression/node.ts';
export { parseExpression } from './expression/parse.ts';
export { placeOfError } from './expression/place-of-error.ts';
export { readExpression } from './reading/read-expression.ts';
export { readingNames } from './reading/reading-names.ts';
export * from './expression/value.ts';
export * from './figure/change.ts';
export * from './figure/coverage.ts';
export * from './figure/format-figure.ts';
export * from './figure/figure-scope.ts';
export * from './figure/format.ts';
export * from './figure/value.ts';
export * from './figure/year-reach.ts';
export * from './form/breakdown.ts';
export * from './form/compare-forms.ts';
export * from './form/definition.ts';
export { gridIssues } from './form/grid-issues.ts';
export * from './form/grid-layout.ts';
export * from './cell/room.ts';
export * from './cell/row-key.ts';
export {
  codesReadOfOthers,
  crossingElements,
  fillingFrom,
  namesOfForms,
  type NamesOfOthers,
} from './form/names-of-others.ts';
export { readsBeyond, type MomentRead, type ReadBeyond } from './form/reads-beyond.ts';
export * from './form/schema.ts';
export * from './indicator/catalogue.ts';
export * from './indicator/check-indicator.ts';
export * from './indicator/definition.ts';
export * from './indicator/fold-figures.ts';
export * from './indicator/scale.ts';
export * from './localized.ts';
export * from './official/document.ts';
export * from './official/wording.ts';
export * from './once-each.ts';
export * from './org-unit.ts';
export * from './unit-type/unit-type.ts';
export * from './unit-type/unit-type-list.ts';
export * from './permission.ts';
export * from './programme/definition.ts';
export { collectedElements } from './programme/meaning.ts';
export * from './programme/parts.ts';
export { levelOfCode, type AddingLevel } from './programme/added-code.ts';
export * from './programme/name.ts';
export * from './programme/name-schema.ts';
export * from './programme/schema.ts';
export * from './programme/statutory-day.ts';
export * from './report/annulment.ts';
export * from './report/balance.ts';
export * from './report/compare-prose.ts';
export * from './report/merge-template.ts';
export * from './report/condition.ts';
export * from './report/definition.ts';
export * from './report/gate/check-ledger.ts';
export * from './report/gate/check-text.ts';
export * from './report/gate/finding.ts';
export { findPersonalData, maskPersonalData, refusePersonalData } from './report/gate/personal-data.ts';
export * from './report/moved-figures.ts';
export * from './report/number-headings.ts';
export * from './report/printed-content.ts';
export * from './report/printed-lines.ts';
export * from './report/footing.ts';
export * from './report/prose.ts';
export * from './report/quotation.ts';
export * from './report/section-schema.ts';
export * from './report/table-grid.ts';
export * from './report/typed-in-line.ts';
export * from './report/typed-numbers.ts';
export * from './report/unlike-years.ts';
export * from './report/upcast-content.ts';
export * from './role.ts';
export * from './quota.ts';
export * from './told-pace.ts';
export * from './storable-text.ts';
export * from './submission-state.ts';
export { countsPersons, tellsFew } from './suppression/counts-of-persons.ts';
export { hiddenCells, smallestShownCount, type CountedCell, type ShownTotal } from './suppression/hidden-cells.ts';
export * from './suppression/hidden-figures.ts';
export { totalsAmong } from './suppression/sums-within-sums.ts';

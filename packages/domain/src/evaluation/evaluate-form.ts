import type { Cell, CellContent, CellMap } from '../cell/cell.ts';
import { cellId, contentAt, missingCell } from '../cell/cell.ts';
import { decimalsOf, findContentError } from '../cell/check-content.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import { ExpressionError } from '../expression/error.ts';
import { evaluateExpression, listFailingRows } from '../expression/evaluate.ts';
import type { Outcome } from '../expression/value.ts';
import { cellOptionsOf, dimensionsOf, keysWithin } from '../form/breakdown.ts';
import type { DataElement, FormDefinition, Register } from '../form/definition.ts';
import { columnCode, isWorkedOut } from '../form/definition.ts';
import { matchesUnit } from '../org-unit.ts';
import { applyConditions, judgeConditions } from './conditions.ts';
import type { CompiledForm, CompiledRule } from './compile-form.ts';
import { compileForm, expectedCells } from './compile-form.ts';
import type { Evaluation, EvaluationContext, Finding, SectionProgress, Unjudged } from './evaluation.ts';
import { cellLabel, contradictoryRegisterMessage, invalidMessage, requiredMessage } from './finding-message.ts';
import { FormScope } from './form-scope.ts';
import { contentInRow, indexRows, registerState, type RowIndex } from './register-rows.ts';

/**
 * Computes a form's calculated cells and judges it: the one evaluator of the browser, of submitting and of imports.
 * @throws {ExpressionError} when an expression doesn't fit the form, which `form/schema.ts` refuses beforehand; one
 * that only takes too much is told as not judged.
 */
export function evaluateForm(form: FormDefinition, context: EvaluationContext): Evaluation {
  const compiled = compileForm(form);
  const cells = new Map(context.cells);
  const rows = new Map(indexRows(form, cells));
  const scope = new FormScope(compiled, context, cells, rows);
  const unjudged: Unjudged[] = [];
  const notAsked = applyConditions(compiled, context.unit, cells, rows, scope, unjudged);
  showTaken(compiled, context, cells, scope, notAsked);
  fix(compiled, context, cells, notAsked);
  calculate(compiled, context, cells, scope, notAsked, unjudged);
  const content = judgeContent(compiled, context, cells, rows, notAsked);
  const findings = [
    ...content.findings,
    ...compiled.rules.flatMap(
      (rule) =>
        within(
          () => judgeRule(rule, context, scope, compiled, rows),
          () => {
            scope.chooseNone();
            unjudged.push({ code: rule.rule.code, label: rule.rule.message });
          },
        ) ?? [],
    ),
  ];
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return {
    cells,
    notAsked,
    findings,
    // Once, however many options it has.
    unjudged: [...new Map(unjudged.map((one) => [one.code, one])).values()],
    progress: content.progress,
    totals: { ...totalOf(content.progress), errors, warnings: findings.length - errors },
  };
}

/**
 * How far a form is, and nothing else: a board of many drafts asks no rule and computes no cell, so that no form's
 * rules can keep a whole bureau's board from opening. Conditions read neither, nor any other period.
 */
export function measureForm(
  form: FormDefinition,
  context: Pick<EvaluationContext, 'cells' | 'unit'>,
): Pick<SectionProgress, 'filled' | 'required'> {
  const compiled = compileForm(form);
  if (compiled.conditions.length === 0)
    return totalOf(judgeContent(compiled, context, context.cells, indexRows(form, context.cells), new Set()).progress);
  const { cells, rows, notAsked } = judgeConditions(compiled, context);
  return totalOf(judgeContent(compiled, context, cells, rows, notAsked).progress);
}

function totalOf(progress: readonly SectionProgress[]): Pick<SectionProgress, 'filled' | 'required'> {
  return {
    filled: progress.reduce((sum, section) => sum + section.filled, 0),
    required: progress.reduce((sum, section) => sum + section.required, 0),
  };
}

/** What is taken from other forms stands as it stands there; whatever a draft holds in its place isn't looked at. */
function showTaken(
  { elements }: CompiledForm,
  { unit }: EvaluationContext,
  cells: Map<string, Cell>,
  scope: FormScope,
  notAsked: ReadonlySet<string>,
): void {
  for (const element of elements.values()) {
    const { code, takenFrom, appliesTo } = element;
    if (takenFrom === undefined || notAsked.has(code)) continue;
    const isMine = matchesUnit(appliesTo, unit);
    for (const option of cellOptionsOf(element) ?? [null]) {
      const address = { code, key: option?.code ?? '' };
      if (isMine && matchesUnit(option?.appliesTo, unit)) {
        const { state, value } = scope.readTaken(takenFrom, address.key);
        cells.set(cellId(address), { ...address, state, value });
      } else cells.delete(cellId(address));
    }
  }
}

/** What is the same whoever answers. */
function fix(
  { elements }: CompiledForm,
  { unit }: EvaluationContext,
  cells: Map<string, Cell>,
  notAsked: ReadonlySet<string>,
): void {
  for (const element of elements.values())
    for (const { code: key, fixed, appliesTo } of cellOptionsOf(element) ?? []) {
      if (fixed === undefined) continue;
      const id = cellId({ code: element.code, key });
      if (notAsked.has(element.code) || !matchesUnit(element.appliesTo, unit) || !matchesUnit(appliesTo, unit))
        cells.delete(id);
      else cells.set(id, { code: element.code, key, state: 'value', value: fixed });
    }
}

function calculate(
  compiled: CompiledForm,
  context: EvaluationContext,
  cells: Map<string, Cell>,
  scope: FormScope,
  notAsked: ReadonlySet<string>,
  unjudged: Unjudged[],
): void {
  for (const { element, expression } of compiled.calculations) {
    if (notAsked.has(element.code)) continue;
    const isMine = matchesUnit(element.appliesTo, context.unit);
    for (const option of cellOptionsOf(element) ?? [null]) {
      const address = { code: element.code, key: option?.code ?? '' };
      if (!isMine || !matchesUnit(option?.appliesTo, context.unit)) {
        cells.delete(cellId(address));
        continue;
      }
      if (option) scope.choose(dimensionsOf(element), option.code);
      const content = within(
        () => toContent(element, evaluateExpression(expression, scope, 'skip_any')),
        () => unjudged.push({ code: element.code, label: element.label }),
      );
      cells.set(cellId(address), { ...address, ...(content ?? missingCell) });
    }
    scope.chooseNone();
  }
}

/** Undefined where an expression takes more than the bounds allow: it is told, and all others are judged. */
function within<Judged>(judge: () => Judged, isOver: () => void): Judged | undefined {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof ExpressionError) || !isBound(error)) throw error;
    isOver();
    return undefined;
  }
}

const isBound = ({ code }: ExpressionError): boolean => code === 'too_many_steps' || code === 'too_large';

function toContent(element: DataElement, outcome: Outcome): CellContent {
  if (outcome.kind === 'missing') return outcome.isNotApplicable ? { state: 'not_applicable', value: '' } : missingCell;
  const { value } = outcome;
  if (ExactDecimal.isDecimal(value))
    return { state: 'value', value: value.toFixed(decimalsOf(element), ExactDecimal.ROUND_HALF_UP) };
  return typeof value === 'boolean' || typeof value === 'string'
    ? { state: 'value', value: String(value) }
    : missingCell;
}

interface ContentJudgement {
  readonly findings: readonly Finding[];
  readonly progress: readonly SectionProgress[];
}

/** A section's progress while it is counted. */
interface Counting {
  filled: number;
  required: number;
}

/** Required cells that nobody answered, and contents that can't stand. */
function judgeContent(
  compiled: CompiledForm,
  context: Pick<EvaluationContext, 'unit'>,
  cells: CellMap,
  rows: ReadonlyMap<string, RowIndex>,
  notAsked: ReadonlySet<string>,
): ContentJudgement {
  const findings: Finding[] = [];
  const progress = new Map(
    compiled.form.sections.map((section) => [section.code, { code: section.code, filled: 0, required: 0 }]),
  );
  for (const { section, element, option, cellId: id } of expectedCells(compiled.form, context.unit)) {
    if (isWorkedOut(element) || notAsked.has(element.code)) continue;
    const content = cells.get(id) ?? missingCell;
    const count = progress.get(section);
    if (element.required && count) count.required += 1;
    const found = judgeCell(element, content, id, cellLabel(element.label, option?.label ?? null), context);
    if (found) findings.push(found);
    else if (element.required && count) count.filled += 1;
  }
  for (const section of compiled.form.sections) {
    for (const block of section.blocks) {
      if (block.kind !== 'register' || notAsked.has(block.register.code)) continue;
      const { register } = block;
      const own = rows.get(register.code) ?? new Map<string, ReadonlyMap<string, Cell>>();
      const count = progress.get(section.code);
      for (const finding of judgeRegister(register, own, cells, context, notAsked, count)) findings.push(finding);
      if (!register.required || !count) continue;
      count.required += 1;
      if (registerState(cells, register.code, own.size > 0) !== 'missing') count.filled += 1;
    }
  }
  return { findings, progress: [...progress.values()] };
}

function judgeCell(
  element: DataElement,
  content: CellContent,
  id: string,
  label: Finding['message'],
  context: Pick<EvaluationContext, 'unit'>,
): Finding | null {
  if (content.state === 'missing') {
    return element.required
      ? { rule: 'required', kind: 'required', severity: 'error', message: requiredMessage(label), cells: [id] }
      : null;
  }
  const error = findContentError(element, content, context.unit);
  return (
    error && {
      rule: error.code,
      kind: 'invalid',
      severity: 'error',
      message: invalidMessage(label, error),
      cells: [id],
    }
  );
}

function judgeRegister(
  register: Register,
  rows: RowIndex,
  cells: CellMap,
  context: Pick<EvaluationContext, 'unit'>,
  notAsked: ReadonlySet<string>,
  count: Counting | undefined,
): readonly Finding[] {
  const state = registerState(cells, register.code, rows.size > 0);
  if (state === 'missing') {
    if (!register.required) return [];
    return [
      {
        rule: 'required',
        kind: 'required',
        severity: 'error',
        message: requiredMessage(register.label),
        cells: [register.code],
      },
    ];
  }
  const findings: Finding[] = [];
  if (rows.size > 0 && contentAt(cells, register.code).value === 'nothing') {
    const message = contradictoryRegisterMessage(register.label);
    findings.push({ rule: 'nothing_with_rows', kind: 'invalid', severity: 'error', message, cells: [register.code] });
  }
  let number = 0;
  for (const [key, row] of rows) {
    number += 1;
    for (const column of register.columns) {
      if (!matchesUnit(column.appliesTo, context.unit)) continue;
      const code = columnCode(register, column);
      if (column.when !== undefined && notAsked.has(cellId({ code, key }))) continue;
      const content = contentInRow(row, column.code);
      if (column.required && count) count.required += 1;
      if (isRight(column, content, context)) {
        if (column.required && count) count.filled += 1;
        continue;
      }
      const label = {
        zh: `${register.label.zh} 第${number}行 ${column.label.zh}`,
        en: `${register.label.en}, row ${number}, ${column.label.en}`,
      };
      const found = judgeCell(column, content, cellId({ code, key }), label, context);
      if (found) findings.push(found);
    }
  }
  return findings;
}

function isRight(element: DataElement, content: CellContent, context: Pick<EvaluationContext, 'unit'>): boolean {
  return content.state === 'missing' ? !element.required : findContentError(element, content, context.unit) === null;
}

function judgeRule(
  { rule, expression, dimension, tolerance }: CompiledRule,
  context: EvaluationContext,
  scope: FormScope,
  compiled: CompiledForm,
  rows: ReadonlyMap<string, RowIndex>,
): readonly Finding[] {
  const strategy = rule.missing ?? 'skip_any';
  const failing: string[] = [];
  for (const option of dimension?.options ?? [null]) {
    if (!matchesUnit(option?.appliesTo, context.unit)) continue;
    if (dimension && option) scope.choose([dimension], option.code);
    const outcome = evaluateExpression(expression, scope, strategy, tolerance);
    if (outcome.kind === 'missing' || outcome.value !== false) continue;
    const failingRows = listFailingRows(expression, scope, strategy, tolerance);
    const ids = failingRows ? [...(rows.get(failingRows.register)?.keys() ?? [])] : [];
    const rowIds = failingRows?.rows.map((index) => ids[index] ?? '') ?? [];
    for (const code of rule.elements)
      for (const id of cellsOf(code, option?.code ?? null, rowIds, compiled)) failing.push(id);
  }
  scope.chooseNone();
  if (failing.length === 0) return [];
  return [
    { rule: rule.code, kind: 'rule', severity: rule.severity, message: rule.message, cells: [...new Set(failing)] },
  ];
}

/** Cells of one of a rule's elements: the failing option's, the failing rows', or all that it has. */
function cellsOf(
  code: string,
  option: string | null,
  rowIds: readonly string[],
  compiled: CompiledForm,
): readonly string[] {
  if (code.includes('.'))
    return rowIds.length > 0 ? rowIds.map((key) => cellId({ code, key })) : [code.slice(0, code.indexOf('.'))];
  const element = compiled.elements.get(code);
  const options = element && cellOptionsOf(element);
  if (!options) return [code];
  const chosen = option === null ? [] : keysWithin(element, option);
  return (chosen.length > 0 ? chosen : options.map((own) => own.code)).map((key) => cellId({ code, key }));
}

import { setLocal, type TenantTransaction } from '@huibao/db';
import { operandsOf, type IndicatorDefinition, type IndicatorOperator } from '@huibao/domain';
import type { Edition, ProgrammeRef } from '../forms/edition.repository.ts';
import { askedPlaces } from './asked-places.ts';

/** A form of a programme's year: whose figures an acceptance moves. */
export interface FormOfYear extends ProgrammeRef {
  readonly year: number;
  readonly formCode: string;
}

/** More than these are everything: asking for each would take longer than asking for all at once. */
const mostForms = 2;

/**
 * Says of which forms the facts are that the transaction writes from now on; of none in particular: of any. It stands
 * beside what `note_figure_change` notes, and is said anew before each write of facts.
 */
export async function sayMoved(trx: TenantTransaction, forms: readonly FormOfYear[]): Promise<void> {
  const marks = [...new Set(forms.map(markOf))];
  await setLocal(trx, { 'app.moved': marks.length > mostForms ? '' : marks.join() });
}

/** Codes have neither slash nor comma. */
function markOf({ ownerTenantId, programmeCode, year, formCode }: FormOfYear): string {
  return `${ownerTenantId}/${programmeCode}/${year}/${formCode}`;
}

/** Lists of a list's indicators that read a form: each is made once, as the statement of it is. */
const readers = new WeakMap<readonly IndicatorDefinition[], Map<string, readonly IndicatorDefinition[]>>();

/**
 * Of these indicators those whose figures the changes moved, a list for each form; undefined where it may be any.
 * @param marks as `note_figure_change` keeps them: '' is everything
 * @param issues how many of the edition's the indicators may read
 */
export function movedOf(
  edition: Edition,
  indicators: readonly IndicatorDefinition[],
  marks: readonly string[],
  issues: number,
): readonly (readonly IndicatorDefinition[])[] | undefined {
  if (marks.includes('')) return undefined;
  const ofYear = markOf({ ...edition, formCode: '' });
  const forms = [...new Set(marks)].flatMap((mark) => (mark.startsWith(ofYear) ? [mark.slice(ofYear.length)] : []));
  if (forms.length > mostForms) return undefined;
  const lists = forms.map((form) => readersOf(edition, indicators, form, issues));
  return lists.some((list) => list.length === indicators.length) ? undefined : lists.filter((list) => list.length > 0);
}

function readersOf(
  edition: Edition,
  indicators: readonly IndicatorDefinition[],
  form: string,
  issues: number,
): readonly IndicatorDefinition[] {
  const known = readers.get(indicators) ?? new Map<string, readonly IndicatorDefinition[]>();
  readers.set(indicators, known);
  const key = `${issues} ${form}`;
  const found = known.get(key) ?? indicators.filter(({ operator }) => doesRead(edition, operator, form));
  known.set(key, found);
  return found;
}

/** Whether any issue asks in the form what the operator reads. */
function doesRead(edition: Edition, operator: IndicatorOperator, form: string): boolean {
  const places = askedPlaces(edition);
  const elements =
    operator.op === 'list' || operator.op === 'distinct'
      ? [operator.of.element]
      : operandsOf(operator).map(({ element }) => element);
  return elements.some((element) => places.get(element)?.askings.some(({ asked }) => asked.form === form) ?? false);
}

import type { CellMap } from '../cell/cell.ts';
import type { DataElement, FormDefinition, Option } from '../form/definition.ts';
import type { Localized } from '../localized.ts';
import type { UnitTraits } from '../org-unit.ts';
import type { Period } from '../calendar/period.ts';

/** What the same reporter reported on a form in other terms. */
export interface ReportedBefore {
  /** Last term's cells, calculated ones included. */
  readonly previous: CellMap | null;
  /** Cells of the same term a year before. */
  readonly lastYear: CellMap | null;
  /** Cells of the earlier terms of this year, oldest first. */
  readonly earlierThisYear: readonly CellMap[];
}

/** Another form of the same reporter's term, of which a form reads something. */
export interface OtherForm extends ReportedBefore {
  readonly form: FormDefinition;
  /** What stands of it; null where nothing does, and all that is read of it is missing. */
  readonly cells: CellMap | null;
}

/** What a form is judged against: its cells, and the same reporter's accepted cells of other terms. */
export interface EvaluationContext extends ReportedBefore {
  readonly cells: CellMap;
  readonly unit: UnitTraits;
  readonly period: Period;
  readonly year: number;
  /** Every form that its rules, calculations and taken cells name; left out where they name none. */
  readonly others?: readonly OtherForm[];
}

/**
 * `rule` is a rule's code, unique among the findings of kind `rule`: one explanation answers it. For the other kinds it
 * is `required`, or the code of what is wrong with the content.
 */
export interface Finding {
  readonly rule: string;
  readonly kind: 'rule' | 'required' | 'invalid';
  readonly severity: 'error' | 'warning';
  readonly message: Localized;
  readonly cells: readonly string[];
}

/**
 * Required cells of a section, those of its registers' rows among them, and how many are answered or not applicable.
 */
export interface SectionProgress {
  readonly code: string;
  readonly filled: number;
  readonly required: number;
}

export interface Unjudged {
  /** Of the rule, or of what is calculated or under a condition. */
  readonly code: string;
  readonly label: Localized;
}

export interface Evaluation {
  /**
   * Input and calculated cells. Calculated cells given as input are computed anew; what a draft holds where the form
   * doesn't ask isn't among them.
   */
  readonly cells: CellMap;
  /** Elements and registers whose condition doesn't hold, by code; of a register's rows single cells, by id. */
  readonly notAsked: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  /** Rules, calculations and conditions that took more than the bounds allow: nobody knows what they say. */
  readonly unjudged: readonly Unjudged[];
  readonly progress: readonly SectionProgress[];
  readonly totals: {
    readonly filled: number;
    readonly required: number;
    readonly errors: number;
    readonly warnings: number;
  };
}

/** A cell that a unit's form has outside its registers; `option` is null for an element without a dimension. */
export interface ExpectedCell {
  readonly section: string;
  readonly element: DataElement;
  readonly option: Option | null;
  readonly cellId: string;
}

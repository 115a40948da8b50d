/** What was acknowledged of one form, in its order: what the database must hold, no more and no less. */
export interface FormLedger {
  readonly submissionId: string;
  readonly tenantId: number;
  /** By cell, every value that was taken; a version is its place, from 1. */
  readonly written: Map<string, string[]>;
  /** By revision, what was submitted: cell → value. */
  readonly submitted: ReadonlyMap<string, string>[];
  /** It was found wrong, and is not looked at again. */
  isCondemned: boolean;
  withdrawn: number;
  returned: number;
  accepted: number;
}

export function openLedger(submissionId: string, tenantId: number): FormLedger {
  return {
    submissionId,
    tenantId,
    written: new Map(),
    submitted: [],
    isCondemned: false,
    withdrawn: 0,
    returned: 0,
    accepted: 0,
  };
}

export const standing = ({ written }: FormLedger): ReadonlyMap<string, string> =>
  new Map([...written].map(([code, values]) => [code, values.at(-1) ?? '']));

/** What is wrong, each thing with its words; equal ones are counted. */
export class Findings {
  readonly #byText = new Map<string, number>();

  add(text: string): void {
    this.#byText.set(text, (this.#byText.get(text) ?? 0) + 1);
  }

  /** All until now; from here on it begins anew. */
  take(): readonly string[] {
    const lines = [...this.#byText].map(([text, times]) => (times > 1 ? `${text} (${times}×)` : text));
    this.#byText.clear();
    return lines;
  }
}

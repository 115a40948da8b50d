/** How much a workbook from outside may cost. Bytes unless said otherwise. */
export interface WorkbookLimits {
  readonly fileBytes: number;
  readonly inflatedBytes: number;
  /** Of one entry, inflated to packed. */
  readonly ratio: number;
  readonly entries: number;
  readonly cells: number;
  readonly milliseconds: number;
}

export const defaultWorkbookLimits: WorkbookLimits = {
  fileBytes: 10 * 1024 * 1024,
  inflatedBytes: 60 * 1024 * 1024,
  ratio: 150,
  entries: 2000,
  cells: 200_000,
  milliseconds: 15_000,
};

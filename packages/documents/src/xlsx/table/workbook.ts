export interface TableColumn {
  readonly header: string;
  /** In characters of the default font; by content when absent. */
  readonly width?: number;
  /**
   * `number` and `percent` rows hold decimal strings; a percent's is in percent points (`12.5` prints 12.5%). Others
   * are written as text.
   */
  readonly kind: 'text' | 'number' | 'percent';
}

export interface TableSheet {
  readonly name: string;
  readonly title?: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface TableWorkbookInput {
  readonly sheets: readonly TableSheet[];
}

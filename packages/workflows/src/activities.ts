export type CollectionReminder = 'opened' | 'due_soon' | 'due_today' | 'overdue';

export type ReportReminder = 'report_due' | 'publish_due';

/** `gone`: there is no such row any more, since the database was restored to an earlier moment. */
export type Reminded = 'told' | 'gone';

export interface ImportStep {
  readonly tenantId: number;
  readonly importId: string;
  readonly traceparent?: string;
}

export interface Checked {
  readonly checked: number;
  readonly broken: number;
}

/** What workflows may ask for; implemented over the use-cases by `apps/worker`. Each may run more than once. */
export interface Activities {
  /** Reads a file of many units' figures into what it would change. */
  readImport(input: ImportStep): Promise<void>;
  /** Writes as much of it as takes a few seconds; whether there is more. */
  writeImport(input: ImportStep): Promise<boolean>;
  /** Says of it that it was given up. */
  failImport(input: ImportStep): Promise<void>;
  /** Takes away what has run out, of the whole platform. */
  tidy(): Promise<void>;
  /** Holds a seventh of the audit chains against their heads; what is broken is told to operators. */
  checkChains(input: { readonly weekday: number }): Promise<Checked>;
  /** Tells those who owe a form; nobody where nobody owes. */
  remindCollection(input: {
    readonly tenantId: number;
    readonly collectionId: string;
    readonly kind: CollectionReminder;
  }): Promise<Reminded>;
  /** Tells the bureau's editors that a statutory date comes near or has passed. */
  remindReport(input: {
    readonly tenantId: number;
    readonly reportId: string;
    readonly kind: ReportReminder;
    readonly dueAt: string;
  }): Promise<Reminded>;
}

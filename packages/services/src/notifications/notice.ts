import type { Localized, Role } from '@huibao/domain';

/** Each has its words in i18n, `tasks:notices.<kind>`. */
export type NoticeKind =
  | 'opened'
  | 'due_soon'
  | 'due_today'
  | 'overdue'
  | 'nudge'
  | 'returned'
  | 'amended'
  | 'assigned'
  | 'imported'
  | 'reopened'
  | 'extended'
  | 'report_returned'
  | 'report_annulled'
  | 'extension_declined'
  | 'report_due'
  | 'publish_due';

/** What a notice is about, as it was called then; instants and dates in ISO. */
export interface NoticeParams {
  readonly programme: Localized;
  readonly [name: string]: string | number | Localized;
}

export interface NewNotice {
  readonly unitId: number;
  /** Only for those who hold this role at the unit; null for everybody there. */
  readonly role: Role | null;
  readonly kind: NoticeKind;
  readonly params: NoticeParams;
  readonly href: string;
  /** The same notice is given once, however often its sender is retried. */
  readonly dedupeKey: string;
}

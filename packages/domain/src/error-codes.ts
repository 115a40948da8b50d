import type { Localized } from './localized.ts';

/** What a caller can do about an error; one table maps it to tRPC, HTTP and Temporal's retry. */
export type ErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'limit' | 'unavailable';

/**
 * Every code the product raises. The user's text is the i18n key `errors:<code>`; another tenant's row is not_found.
 */
export const errorKinds = {
  'request.invalid': 'invalid',
  'request.forged': 'forbidden',
  'request.too_large': 'limit',
  'request.failed': 'unavailable',
  'access.denied': 'forbidden',
  'session.missing': 'unauthenticated',
  'session.wrong_credentials': 'unauthenticated',
  'session.locked': 'limit',
  'session.must_change_password': 'forbidden',
  'session.membership_not_found': 'not_found',
  'password.wrong_current': 'invalid',
  'password.too_short': 'invalid',
  'password.too_simple': 'invalid',
  'password.contains_username': 'invalid',
  'password.same': 'invalid',
  'account.not_found': 'not_found',
  'account.username_taken': 'conflict',
  'account.role_not_here': 'invalid',
  'account.officer_conflict': 'conflict',
  'account.self': 'forbidden',
  'account.security_officer_only': 'forbidden',
  'account.roles_apart': 'forbidden',
  'unit.not_found': 'not_found',
  'unit.name_taken': 'conflict',
  'unit.change_date': 'invalid',
  'unit.already_closed': 'conflict',
  'unit_group.not_found': 'not_found',
  'unit_group.name_taken': 'conflict',
  'unit_group.in_use': 'conflict',
  'tenant.not_found': 'not_found',
  'roster.empty': 'invalid',
  'roster.row_invalid': 'invalid',
  'programme.not_found': 'not_found',
  'edition.not_found': 'not_found',
  'collection.not_found': 'not_found',
  'collection.already_open': 'conflict',
  'collection.not_open': 'conflict',
  'collection.closed': 'conflict',
  'collection.window_invalid': 'invalid',
  'collection.nobody_to_nudge': 'conflict',
  'submission.not_found': 'not_found',
  'submission.locked': 'conflict',
  'submission.wrong_state': 'conflict',
  'submission.already_submitted': 'conflict',
  'submission.has_errors': 'invalid',
  'submission.needs_explanation': 'invalid',
  'submission.own_review': 'forbidden',
  'submission.own_report': 'forbidden',
  'submission.changed_since': 'conflict',
  'submission.explanation_changed': 'conflict',
  'submission.too_many_rows': 'limit',
  'submission.too_many_cells': 'limit',
  'cell.unknown': 'invalid',
  'cell.locked': 'invalid',
  'cell.not_a_number': 'invalid',
  'cell.not_an_integer': 'invalid',
  'cell.too_many_decimals': 'invalid',
  'cell.too_small': 'invalid',
  'cell.too_large': 'invalid',
  'cell.too_many_digits': 'invalid',
  'cell.not_a_boolean': 'invalid',
  'cell.not_a_choice': 'invalid',
  'cell.not_a_date': 'invalid',
  'cell.too_long': 'invalid',
  'cell.not_a_file_list': 'invalid',
  'cell.not_applicable_refused': 'invalid',
  'cell.reason_required': 'invalid',
  'cell.no_result': 'invalid',
  'cell.formula_error': 'invalid',
  'cell.lost_digits': 'invalid',
  'file.not_found': 'not_found',
  'file.type_refused': 'invalid',
  'file.too_large': 'limit',
  'file.empty': 'invalid',
  'workbook.not_a_workbook': 'invalid',
  'workbook.legacy_format': 'invalid',
  'workbook.empty': 'invalid',
  'workbook.too_large': 'limit',
  'workbook.zip_bomb': 'limit',
  'workbook.unsafe_entry': 'invalid',
  'workbook.encrypted': 'invalid',
  'workbook.macro': 'invalid',
  'workbook.external_link': 'invalid',
  'workbook.unreadable': 'invalid',
  'workbook.no_identity': 'invalid',
  'workbook.sheet_missing': 'invalid',
  'workbook.column_missing': 'invalid',
  'workbook.column_twice': 'invalid',
  'workbook.other_form': 'conflict',
  'workbook.other_version': 'conflict',
  'workbook.other_unit': 'conflict',
  'workbook.other_period': 'conflict',
  'register.not_found': 'not_found',
  'register.row_not_found': 'not_found',
  'register.too_many_rows': 'limit',
  'indicator.delivered': 'conflict',
  'indicator.not_found': 'not_found',
  'indicator.not_own': 'forbidden',
  'indicator.changed_since': 'conflict',
  'indicator.in_use': 'conflict',
  'indicator.label_taken': 'conflict',
  'indicator.group_unknown': 'invalid',
  'indicator.unit_group_unknown': 'invalid',
  'indicator.element_unknown': 'invalid',
  'indicator.option_unknown': 'invalid',
  'indicator.not_summable': 'invalid',
  'indicator.not_countable': 'invalid',
  'indicator.names_nothing': 'invalid',
  'indicator.over_latest_only': 'invalid',
  'indicator.spread_of_numbers': 'invalid',
  'indicator.condition_counts_only': 'invalid',
  'indicator.condition_not_a_number': 'invalid',
  'indicator.condition_not_yes_or_no': 'invalid',
  'indicator.condition_not_a_choice': 'invalid',
  'indicator.condition_has_no_order': 'invalid',
  'indicator.format_needs_list': 'invalid',
  'extension.nothing_owed': 'conflict',
  'extension.asked_already': 'conflict',
  'extension.nothing_asked': 'conflict',
  'submission.mend_ended': 'conflict',
  'review.until_required': 'invalid',
  'review.until_past': 'invalid',
  'report.not_found': 'not_found',
  'report.exists': 'conflict',
  'report.wrong_state': 'conflict',
  'report.not_your_step': 'forbidden',
  'report.section_not_found': 'not_found',
  'report.section_changed': 'conflict',
  'report.section_too_long': 'limit',
  'report.version_not_found': 'not_found',
  'report.aside_not_found': 'not_found',
  'report.figure_unknown': 'invalid',
  'report.moved_since_approval': 'conflict',
  'report.gate_refused': 'invalid',
  'report.finding_gone': 'conflict',
  'report.finding_not_answerable': 'invalid',
  'report.answer_personal': 'invalid',
  'report.figure_moved_on': 'conflict',
  'report.own_draft': 'forbidden',
  'report.own_signature': 'forbidden',
  'report.not_your_draft': 'forbidden',
  'report.not_issued': 'conflict',
  'report.not_sent': 'conflict',
  'report.already_sent': 'conflict',
  'report.already_published': 'conflict',
  'report.number_taken': 'conflict',
  'dispatch.not_found': 'not_found',
  'delivery.not_found': 'not_found',
  'delivery.already_decided': 'conflict',
  'publication.not_found': 'not_found',
  'ledger.item_not_found': 'not_found',
  'analysis.measure_not_found': 'not_found',
  'analysis.no_breakdown': 'invalid',
  'analysis.two_groups': 'invalid',
  'analysis.only_whole_years': 'invalid',
  'analysis.too_many_cells': 'limit',
  'analysis.view_not_found': 'not_found',
  'analysis.view_name_taken': 'conflict',
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorKinds;

/** One of several reasons of a refusal, with its place, in both languages. */
export interface Reason {
  readonly code: string;
  readonly place: Localized;
  readonly text: Localized;
}

export type ErrorParams = Readonly<Record<string, string | number | readonly Reason[]>>;

/** An error that a user can understand and act on. Anything else says nothing to the user and everything to the log. */
export class HuibaoError extends Error {
  override readonly name = 'HuibaoError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }

  get kind(): ErrorKind {
    return errorKinds[this.code];
  }
}

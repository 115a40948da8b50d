import { localize } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { formatDue, useLocale } from '../dates.ts';
import type { Notice } from '../outputs.ts';

/**
 * A notice in the reader's language. Its parameters are instants and what things were called then; the other words come
 * from here.
 */
export function useNoticeText(): (notice: Notice) => string {
  const { t } = useTranslation('tasks');
  const locale = useLocale();
  return ({ kind, params }) => {
    const text = (name: string): string => {
      const value = params[name] ?? '';
      return typeof value === 'object' ? localize(value, locale) : String(value);
    };
    const due = params.untilOn ?? (typeof params.dueAt === 'string' ? formatDue(params.dueAt) : (params.dueOn ?? ''));
    const cells = Number(params.count ?? 0);
    const values = {
      term: text('period'),
      year: text('year'),
      due: typeof due === 'object' ? '' : String(due),
      reason: text('reason'),
      by: text('by'),
      number: text('number'),
      form: text('form') || t('aForm'),
      cells: String(cells),
      gained: text('gained'),
      lost: text('lost'),
      changed: text('changed'),
    };
    return kind === 'returned' && cells > 0 ? t('notices.returnedCells', values) : t(`notices.${kind}`, values);
  };
}

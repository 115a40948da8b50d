import { localize, type Localized } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { formatDue, formatInstant, useLocale } from '../dates.ts';
import type { Notice } from '../outputs.ts';

/**
 * A notice in the reader's language. Its parameters are ids and instants; words come from here and
 * from the definitions.
 */
export function useNoticeText(forms: Readonly<Record<string, Localized>>): (notice: Notice) => string {
  const { t } = useTranslation('tasks');
  const locale = useLocale();
  return ({ kind, params }) => {
    const text = (name: string): string => String(params[name] ?? '');
    const period = params.period === 1 ? 'spring' : params.period === 2 ? 'autumn' : 'year';
    const title = forms[text('formCode')];
    // 3月1日前 is said by the day, as in the regulation and on the pages; a collection's end by its last minute.
    const dayOf =
      kind === 'report_due' || kind === 'publish_due' ? (at: string) => formatInstant(at, 'date') : formatDue;
    const due = params.untilOn ?? (typeof params.dueAt === 'string' ? dayOf(params.dueAt) : (params.dueOn ?? ''));
    const cells = Number(params.count ?? 0);
    const values = {
      term: t(`terms.${period}`, { year: text('year') }),
      year: text('year'),
      due: String(due),
      reason: text('reason'),
      by: text('by'),
      number: text('number'),
      form: title ? localize(title, locale) : t('aForm'),
      cells: String(cells),
    };
    return kind === 'returned' && cells > 0 ? t('notices.returnedCells', values) : t(`notices.${kind}`, values);
  };
}

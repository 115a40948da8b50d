import type { FigureRef, Localized } from '@huibao/domain';
import { createI18n, nameWithScope } from '@huibao/i18n';
import type { Edition } from '../forms/edition.repository.ts';

/** An indicator's name with the part of time that a figure is of: the year goes without saying. */
export function nameOfFigure(label: Localized, { scope }: FigureRef, { calendar }: Edition): Localized {
  const named = (locale: 'zh-CN' | 'en', own: string): string =>
    nameWithScope(own, scope, calendar.periods, createI18n(locale));
  return scope ? { zh: named('zh-CN', label.zh), en: named('en', label.en) } : label;
}

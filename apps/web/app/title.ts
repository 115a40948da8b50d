import type { Locale } from '@huibao/domain';
import { createI18n, type Namespaces } from '@huibao/i18n';
import type { TFunction } from 'i18next';

/** A page's `<title>` in the visitor's language: «page · product». */
export function titleOf(
  matches: readonly { readonly id: string; readonly data?: unknown }[],
  page: (t: TFunction<Namespaces>) => string,
): [{ title: string }] {
  const root = matches.find((match) => match.id === 'root')?.data as { locale?: Locale } | undefined;
  const { t } = createI18n(root?.locale ?? 'zh-CN');
  return [{ title: `${page(t)} · ${t('product')}` }];
}

import { locales, localize, type Localized } from '@huibao/domain';
import type { CellChange } from '../draft-cell.repository.ts';
import type { ToldOrigin } from './list-told.ts';

/** As a cell's history keeps it, in both languages. */
export function writeOrigin({ programme, form, period }: ToldOrigin): string {
  const [zh, en] = locales.map((locale) => [programme, form, period].map((name) => localize(name, locale)).join(' · '));
  return JSON.stringify({ zh, en });
}

/** From which programme's form a cell was filled in; null of what came otherwise. */
export function originOf({ source, fileName }: Pick<CellChange, 'source' | 'fileName'>): Localized | null {
  if (source !== 'prefilled' || fileName === null) return null;
  // The first ones were kept in Chinese alone.
  return fileName.startsWith('{') ? (JSON.parse(fileName) as Localized) : { zh: fileName, en: fileName };
}

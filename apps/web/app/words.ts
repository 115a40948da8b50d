import { loadWords, type Area } from '@huibao/i18n';
import { languageOfPage } from './language-of-page.ts';

/** Awaited by a page, or by a part of one, that says more than every page does: it comes once its words are there. */
export function fetchWords(...areas: readonly Area[]): Promise<void> {
  return loadWords(languageOfPage(), ...areas);
}

import { loadDeskWords } from '@huibao/i18n';
import { languageOfPage } from './language-of-page.ts';

// Imported by pages that say more than a school or a visitor hears: they come once their words are there.
await loadDeskWords(languageOfPage());

// The rules of this house that no linter brings along: oxlint loads them as a plugin (.oxlintrc.json says where each
// binds).
import { commentWidth } from './comment-width.mjs';
import { noChineseText, noEnglishText } from './no-text.mjs';
import { noDefaultExport } from './no-default-export.mjs';
import { noEnvironment } from './no-environment.mjs';
import { noInlineConfiguration } from './no-inline-configuration.mjs';
import { noOwnClock } from './no-own-clock.mjs';
import { sqlInRepositories } from './sql-in-repositories.mjs';

export default {
  meta: { name: 'huibao' },
  rules: {
    'comment-width': commentWidth,
    'no-chinese-text': noChineseText,
    'no-default-export': noDefaultExport,
    'no-english-text': noEnglishText,
    'no-environment': noEnvironment,
    'no-inline-configuration': noInlineConfiguration,
    'no-own-clock': noOwnClock,
    'sql-in-repositories': sqlInRepositories,
  },
};

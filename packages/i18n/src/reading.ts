export { defaultNamespace, type Namespaces } from './create-i18n.ts';
export { negotiateLocale } from './negotiate-locale.ts';
export { readCondition, readStates, readWhyUnprinted } from './read-condition.ts';
export { nameWithScope, readScope } from './read-scope.ts';
export { readFinding, type ReadableFinding } from './read-finding.ts';
export { readRefusal } from './read-refusal.ts';
export { readChange, readReach, type ReadChange } from './read-change.ts';
export { defaultOver, readIndicator, type IndicatorVocabulary } from './read-indicator.ts';

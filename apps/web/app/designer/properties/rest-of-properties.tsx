import { fetchedPart } from '../../fetched-part.tsx';

// A draft opens at a form; what is said of its pieces is fetched by who turns to one.

export const ElementProperties = fetchedPart(async () => (await import('./element-properties.tsx')).ElementProperties);
export const RuleProperties = fetchedPart(async () => (await import('./rule-properties.tsx')).RuleProperties);
export const BlockProperties = fetchedPart(async () => (await import('./block-properties.tsx')).BlockProperties);

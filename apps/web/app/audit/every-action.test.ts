import { createI18n } from '@huibao/i18n';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const services = join(import.meta.dirname, '../../../../packages/services/src');

/** What is written of an entry in the source: its action, or each of two, and the fields of its detail. */
function written(): { readonly actions: ReadonlySet<string>; readonly fields: Set<string> } {
  const sources = globSync('**/*.ts', { cwd: services })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(services, path), 'utf8'));
  const entries = sources.flatMap(
    (source) => source.match(/\baction(?:: [^\n]*)?,[^;]{0,200}?\bdetail: \{[^}]*\}/g) ?? [],
  );
  return {
    actions: new Set(
      entries.flatMap((entry) => entry.split('detail:')[0]?.match(/(?<=')[a-z_]+\.[a-z_]+(?=')/g) ?? []),
    ),
    fields: new Set(
      entries.flatMap((entry) =>
        [...(/detail: \{([^}]*)/.exec(entry)?.[1] ?? '').matchAll(/(?:^|,)\s*(\w+)/g)].map(([, field]) => field ?? ''),
      ),
    ),
  };
}

it('every action that is audited, and what is noted of it, has words in both languages', () => {
  const { actions, fields } = written();
  expect(actions.size).toBeGreaterThan(70);
  // For the check alone, and kept from who reads.
  fields.delete('heads');
  const keys = [
    ...[...actions].map((action) => `names.${action}`),
    ...[...actions].map((action) => `actions.${action.split('.')[0] ?? ''}`),
    ...[...fields].map((field) => `fields.${field}`),
  ];
  for (const locale of ['zh-CN', 'en'] as const) {
    const i18n = createI18n(locale);
    expect(keys.filter((key) => !i18n.exists(key, { ns: 'audit' }))).toEqual([]);
  }
});

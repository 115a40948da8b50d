import { localize } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { AuditList } from '../outputs.ts';

/** Names of what an entry tells by its id or code. */
export type AuditNames = Pick<AuditList, 'people' | 'units' | 'subjects' | 'programmes' | 'forms'>;

type Entry = Pick<AuditList['entries'][number], 'action' | 'subject' | 'detail'>;

/** Whole in the entry itself; on the page nothing pushes the others away. */
const longest = 120;
const unitFields = new Set(['unit', 'unitId', 'successorId']);
const digests = new Set(['hash', 'sha256', 'fingerprint']);

/** What an entry holds, field by field in words; a field or value that has none yet stands as it is written. */
export function AuditDetail({ entry, names }: { entry: Entry; names: AuditNames }) {
  const { t, i18n } = useTranslation(['audit', 'common', 'errors']);
  const locale = useLocale();
  const subjectText = useSubjectText();
  const { detail } = entry;
  const told = fieldsOf(detail);
  // Fields and values are only known at run time.
  const translate = t as unknown as (key: string) => string;
  const worded = (key: string, plain: string, ns: 'audit' | 'common' | 'errors'): string =>
    i18n.exists(key, { ns }) ? translate(`${ns}:${key}`) : plain;
  // Another programme's form may have the same code.
  const about = names.subjects[entry.subject];
  const itsProgramme = about?.kind === 'submission' ? about.programme : told.get('programme');
  const formText = (code: string): string | undefined => {
    const found = names.forms.find(({ programme, form }) => programme === itsProgramme && form === code);
    return found && t('audit:form', { number: localize(found.number, locale), title: localize(found.title, locale) });
  };
  const say = (field: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((one) => say(field, one)).join(t('audit:list'));
    if (typeof value === 'boolean') return t(value ? 'audit:yes' : 'audit:no');
    if (value === null || value === '') return '—';
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (field === 'role') return worded(`roles.${text}`, text, 'common');
    // Of a refusal it is a code; of an extension what somebody wrote.
    if (field === 'reason' && /^[a-z_]+\.[a-z_]+$/.test(text)) {
      const said = worded(text, text, 'errors');
      // What it was told with isn't kept.
      return said.includes('{{') ? text : said;
    }
    if (digests.has(field)) return text.slice(0, 12);
    if (field === 'form' || field === 'forms')
      return text
        .split(',')
        .map((code) => formText(code) ?? code)
        .join(t('audit:list'));
    const programme = field === 'programme' ? names.programmes[text] : undefined;
    if (programme) return localize(programme, locale);
    const subject = names.subjects[text];
    if (subject) return subjectText(subject);
    // A number of units, or which they are.
    const isUnit = unitFields.has(field) || (field === 'units' && typeof value === 'string');
    const name = isUnit ? names.units[text] : names.people[text];
    return name ?? (text.length > longest ? `${text.slice(0, longest)}…` : text);
  };
  const fields = [...told].flatMap(([field, value]) =>
    // Whose form it is has been said by what the entry is about.
    field === 'form' && about?.kind === 'submission'
      ? []
      : t('audit:field', { name: worded(`fields.${field}`, field, 'audit'), value: say(field, value) }),
  );
  return <span title={told.size > 0 ? detail : undefined}>{fields.join(t('audit:separator'))}</span>;
}

function fieldsOf(detail: string): ReadonlyMap<string, unknown> {
  const read: unknown = JSON.parse(detail);
  return new Map(Object.entries(typeof read === 'object' && read !== null ? read : { '': read }));
}

/** Whom or what an entry is about: by name where it is somebody, a unit, or what has one of its own. */
export function useSubjectName(): (entry: Pick<Entry, 'action' | 'subject'>, names: AuditNames) => string {
  const subjectText = useSubjectText();
  return ({ action, subject }, { people, units, subjects }) => {
    const known = subjects[subject];
    if (known) return subjectText(known);
    return people[subject] ?? (action.startsWith('unit.') ? units[subject] : undefined) ?? subject;
  };
}

function useSubjectText(): (subject: AuditList['subjects'][string]) => string {
  const { t } = useTranslation('audit');
  const locale = useLocale();
  return (subject) => {
    switch (subject.kind) {
      case 'submission': {
        const { unit, number, title, term } = subject;
        const form = t('form', { number: localize(number, locale), title: localize(title, locale) });
        return t('subjects.submission', { unit, form, term: localize(term, locale) });
      }
      case 'collection':
        return t('subjects.collection', {
          title: localize(subject.title, locale),
          term: localize(subject.term, locale),
        });
      case 'report':
        return t('subjects.report', { ...subject, title: localize(subject.title, locale) });
      case 'delivery':
        return t('subjects.delivery', { ...subject, title: localize(subject.title, locale) });
      case 'edition':
        return t('subjects.edition', { ...subject, title: localize(subject.title, locale) });
      case 'ledger':
        return t('subjects.ledger', subject);
    }
  };
}

import { useTranslation } from 'react-i18next';

/** Names of what an entry tells by its id. */
export interface AuditNames {
  readonly people: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
}

/** Whole in the entry itself; on the page nothing pushes the others away. */
const longest = 120;
const unitFields = new Set(['unit', 'unitId', 'successorId']);
const digests = new Set(['hash', 'sha256', 'fingerprint']);

/** What an entry holds, field by field in words; a field or value that has none yet stands as it is written. */
export function AuditDetail({ detail, names }: { detail: string; names: AuditNames }) {
  const { t, i18n } = useTranslation(['audit', 'common', 'errors']);
  // Fields and values are only known at run time.
  const translate = t as unknown as (key: string) => string;
  const worded = (key: string, plain: string, ns: 'audit' | 'common' | 'errors'): string =>
    i18n.exists(key, { ns }) ? translate(`${ns}:${key}`) : plain;
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
    // A number of units, or which they are.
    const isUnit = unitFields.has(field) || (field === 'units' && typeof value === 'string');
    const name = isUnit ? names.units[text] : names.people[text];
    return name ?? (text.length > longest ? `${text.slice(0, longest)}…` : text);
  };
  const fields = Object.entries(fieldsOf(detail)).map(([field, value]) =>
    t('audit:field', { name: worded(`fields.${field}`, field, 'audit'), value: say(field, value) }),
  );
  return <span title={fields.length > 0 ? detail : undefined}>{fields.join(t('audit:separator'))}</span>;
}

function fieldsOf(detail: string): object {
  const read: unknown = JSON.parse(detail);
  return typeof read === 'object' && read !== null ? read : { '': read };
}

/** Whom or what an entry is about: by name where it is somebody, or a unit. */
export function subjectName(action: string, subject: string, { people, units }: AuditNames): string {
  return people[subject] ?? (action.startsWith('unit.') ? units[subject] : undefined) ?? subject;
}

import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { listAuditEntries, namesByIds, type AuditEntry } from './audit.repository.ts';
import { withoutHeads } from './restoration.ts';
import { listFormTitles, listProgrammeTitles, listSubjects, type AuditSubjectKind } from './subject.repository.ts';

const pageSize = 100;
const unitId = /^[1-9]\d{0,8}$/;

/** What entries of an area are about. */
const kindOfArea: Readonly<Record<string, AuditSubjectKind>> = {
  submission: 'submission',
  collection: 'collection',
  extension: 'collection',
  report: 'report',
  delivery: 'delivery',
  edition: 'edition',
  part: 'edition',
  ledger: 'ledger',
};

/** Fields that hold the id of such a thing. */
const kindOfField: Readonly<Record<string, AuditSubjectKind>> = { submission: 'submission', collection: 'collection' };

type Told = Pick<AuditEntry, 'action' | 'subject' | 'detail'>;

/** The trail, newest first, a page at a time, with the names of whatever its entries tell by id or code. */
export const listAudit = defineQuery({
  permission: 'audit.read',
  input: z.object({
    before: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
    action: z.string().max(60).optional(),
  }),
  async run({ trx, actor }, { before, action }) {
    const { tenantId } = actor;
    const entries = await listAuditEntries(trx, tenantId, { before, action, limit: pageSize });
    const mentioned = new Set(entries.flatMap(({ subject, detail }) => [subject, ...valuesOf(detail)]));
    const { people, units } = await namesByIds(trx, tenantId, {
      people: [...mentioned].filter(isUuid),
      units: [...mentioned].flatMap((id) => (unitId.test(id) ? [Number(id)] : [])),
    });
    const subjects = await listSubjects(trx, tenantId, subjectsIn(entries));
    const programmes = await listProgrammeTitles(trx, fieldIn(entries, 'programme'));
    // Several are told in one text, or are a number.
    const codes = [...fieldIn(entries, 'form'), ...fieldIn(entries, 'forms').flatMap((text) => text.split(','))];
    return {
      people,
      units,
      subjects: Object.fromEntries(subjects),
      programmes: Object.fromEntries(programmes),
      forms: await listFormTitles(trx, [...new Set(codes)]),
      entries: entries.map((entry) => ({ ...entry, detail: JSON.stringify(withoutHeads(entry)) })),
      nextBefore: entries.length === pageSize ? (entries.at(-1)?.seq ?? null) : null,
    };
  },
});

const isUuid = (id: string): boolean => z.uuid().safeParse(id).success;

const fieldsOf = (detail: unknown): readonly [string, unknown][] =>
  typeof detail === 'object' && detail !== null ? Object.entries(detail) : [];

const valuesOf = (detail: unknown): readonly string[] =>
  fieldsOf(detail)
    .flatMap(([, value]) => value)
    .map(String);

const fieldIn = (entries: readonly Told[], field: string): readonly string[] => [
  ...new Set(
    entries.flatMap(({ detail }) =>
      fieldsOf(detail).flatMap(([name, value]) => (name === field && typeof value === 'string' ? [value] : [])),
    ),
  ),
];

function subjectsIn(entries: readonly Told[]): ReadonlyMap<AuditSubjectKind, ReadonlySet<string>> {
  const ids = new Map<AuditSubjectKind, Set<string>>();
  const mention = (kind: AuditSubjectKind | undefined, id: unknown): void => {
    if (!kind || typeof id !== 'string' || !isUuid(id)) return;
    const known = ids.get(kind) ?? new Set();
    ids.set(kind, known.add(id));
  };
  for (const { action, subject, detail } of entries) {
    mention(kindOfArea[action.split('.')[0] ?? ''], subject);
    for (const [field, value] of fieldsOf(detail)) mention(kindOfField[field], value);
  }
  return ids;
}

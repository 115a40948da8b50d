import { readTableWorkbook, writeTableWorkbook } from '@huibao/documents/xlsx';
import {
  cellId,
  elementsOf,
  isWorkedOut,
  type Cell,
  type DataElement,
  type FormDefinition,
  type Period,
  type UnitTraits,
} from '@huibao/domain';
import { plainAnswers } from '@huibao/testing';
import { Refused, type FirstPassword, type Visitor } from './visitor.ts';

/** A clerk who is signed in, and the forms of the term. */
export interface Clerk {
  readonly username: string;
  readonly visitor: Visitor;
  readonly forms: readonly string[];
}

interface Tasks {
  readonly terms: readonly {
    readonly programme: string;
    readonly year: number;
    readonly forms: readonly { readonly submissionId: string }[];
  }[];
}

export interface FormView {
  readonly form: FormDefinition;
  readonly unit: UnitTraits;
  readonly period: Period;
}

interface Rollup {
  readonly indicators: readonly { readonly code: string; readonly value?: { readonly value: string | null } | null }[];
}

type Enter = (who: FirstPassword) => Promise<{ readonly visitor: Visitor; readonly had: readonly string[] }>;

export interface FoundCity {
  /** First passwords that nobody has used. */
  readonly officer: FirstPassword;
  readonly admin: Visitor;
  readonly adminName: string;
  readonly editor: Visitor;
  readonly clerks: readonly Clerk[];
  readonly programme: string;
  readonly year: number;
}

/** From the city's administrator, who has just signed in, to a term that is open in a bureau of so many schools. */
export async function foundCity(city: Visitor, enter: Enter, schools: number): Promise<FoundCity> {
  const year = new Date().getFullYear();
  const since = `${year - 1}-01-01`;
  const { accounts } = await city.call<{ readonly accounts: readonly (FirstPassword & { readonly role: string })[] }>(
    'tenant.createBureau',
    {
      name: '解放区教育局',
      shortName: '解放区',
      suffixPart: 'jiefang',
      divisionCode: null,
      sectionWord: '股',
      opensOn: since,
      admin: { username: 'admin', name: '管理员' },
      securityOfficer: { username: 'security', name: '安全员' },
    },
  );
  const first = accounts.find(({ role }) => role === 'bureau_admin');
  const officer = accounts.find(({ role }) => role === 'security_officer');
  if (!first || !officer) throw new Error('the bureau has no administrator, or nobody for its security');
  const { visitor: admin } = await enter(first);
  const created = await importRoster(admin, schools, since);
  const units = await admin.query<readonly { readonly id: number; readonly kind: string }[]>('unit.list');
  const root = units.find(({ kind }) => kind === 'root')?.id;
  const { username, password } = await admin.call<FirstPassword>('account.create', {
    username: 'editor',
    name: '编辑',
    unitId: root,
    role: 'bureau_editor',
  });
  const { visitor: editor } = await enter({ username, password });
  const programmes =
    await editor.query<readonly { readonly name: string; readonly years: readonly number[] }[]>('programme.list');
  const programme = programmes.find(({ years }) => years.includes(year))?.name;
  if (programme === undefined) throw new Error(`no programme is published for ${year}`);
  await editor.call('collection.open', {
    programme,
    year,
    period: 1,
    opensOn: `${year}-01-01`,
    dueOn: `${year + 1}-12-30`,
    closesOn: `${year + 1}-12-31`,
  });
  const clerks: Clerk[] = [];
  for (const one of created) {
    const { visitor } = await enter(one);
    const { terms } = await visitor.query<Tasks>('submission.tasks');
    clerks.push({
      username: one.username,
      visitor,
      forms: (terms[0]?.forms ?? []).map(({ submissionId }) => submissionId),
    });
  }
  return { officer, admin, adminName: first.username, editor, clerks, programme, year };
}

/** In the bureau's own template. */
async function importRoster(admin: Visitor, schools: number, since: string): Promise<readonly FirstPassword[]> {
  const template = await admin.get('/files/roster.xlsx?locale=zh-CN');
  const [header = []] = (await readTableWorkbook(new Uint8Array(template.body))).rows;
  const rows = Array.from({ length: schools }, (_, n) => {
    const name = `第${n + 1}小学`;
    return [name, '小学', '公办', '', '', since, `填报员${n + 1}`, `clerk${n + 1}`];
  });
  const content = await writeTableWorkbook({
    sheets: [{ name: 'roster', columns: header.map((words) => ({ header: words, kind: 'text' as const })), rows }],
  });
  const { created, problems } = await admin.upload<{
    readonly created: readonly { readonly username: string; readonly password: string }[];
    readonly problems: readonly unknown[];
  }>('/files/roster', content);
  if (problems.length > 0 || created.length !== schools) throw new Error(`the roster: ${JSON.stringify(problems)}`);
  return created;
}

/** Fields with a number of their own that nothing bounds. */
export const openNumbers = (form: FormDefinition): readonly DataElement[] =>
  elementsOf(form).filter(
    (element) =>
      element.type === 'integer' &&
      element.required &&
      element.max === undefined &&
      element.dimension === undefined &&
      element.fromSensitiveRegister === undefined &&
      !isWorkedOut(element),
  );

/** What no rule of a form should find too many. */
const reported = '37';

/**
 * A clerk saves and submits a form that has a number which is an indicator, too; the bureau accepts it.
 *
 * @returns what the roll-up says of that number before and after
 */
export async function reportOne({ editor, clerks, programme, year }: FoundCity) {
  const [clerk] = clerks;
  if (!clerk) throw new Error('there is no clerk');
  const read = async (): Promise<ReadonlyMap<string, string | null>> => {
    const { indicators } = await editor.query<Rollup>('rollup.get', { programme, year });
    return new Map(indicators.map(({ code, value }) => [code, value?.value ?? null]));
  };
  const before = await read();
  for (const submissionId of clerk.forms) {
    const view = await clerk.visitor.query<FormView>('submission.get', { submissionId });
    const candidates = openNumbers(view.form).filter(({ code }) => before.has(code));
    if (candidates.length === 0) continue;
    const plain = plainAnswers(view.form, view.unit, view.period);
    let versions: Versions = await save(clerk.visitor, submissionId, plain, new Map());
    for (const { severity, code } of view.form.rules)
      if (severity === 'warning')
        await clerk.visitor.call('submission.explain', { submissionId, finding: code, text: '经核实无误。' });
    for (const { code } of candidates) {
      const change = plain.filter((cell) => cell.code === code);
      const put = async (value: string): Promise<Versions> =>
        save(
          clerk.visitor,
          submissionId,
          change.map((cell) => ({ ...cell, value })),
          versions,
        );
      versions = await put(reported);
      const revisionNo = await submit(clerk.visitor, submissionId);
      if (revisionNo !== null) {
        await editor.call('review.accept', { items: [{ submissionId, revisionNo }] });
        return { code, value: reported, before: before.get(code), after: (await read()).get(code) };
      }
      versions = await put(change[0]?.value ?? '');
    }
  }
  throw new Error('no form has a number that is an indicator and that may stand alone');
}

/** Null where a rule of the form refuses it: a number that goes with others. */
async function submit(clerk: Visitor, submissionId: string): Promise<number | null> {
  try {
    return (await clerk.call<{ readonly revisionNo: number }>('submission.submit', { submissionId })).revisionNo;
  } catch (error) {
    if (error instanceof Refused && error.code === 'submission.has_errors') return null;
    throw error;
  }
}

/** By cell. */
type Versions = ReadonlyMap<string, number>;

async function save(
  clerk: Visitor,
  submissionId: string,
  cells: readonly Cell[],
  versions: Versions,
): Promise<Versions> {
  const { saved, refused, conflicts } = await clerk.call<{
    readonly saved: readonly { readonly code: string; readonly key: string; readonly version: number }[];
    readonly refused: readonly unknown[];
    readonly conflicts: readonly unknown[];
  }>('submission.save', {
    submissionId,
    source: 'page',
    cells: cells.map((cell) => ({ ...cell, version: versions.get(cellId(cell)) ?? 0 })),
  });
  if (refused.length + conflicts.length > 0) throw new Error(`not saved: ${JSON.stringify({ refused, conflicts })}`);
  return new Map([...versions, ...saved.map((cell): [string, number] => [cellId(cell), cell.version])]);
}

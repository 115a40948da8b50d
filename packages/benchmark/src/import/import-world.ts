import type { Actor } from '@huibao/db';
import { writeBulkTemplate } from '@huibao/documents/bulk';
import { cellId, isNumeric, type CellContent, type DataElement, type FormDefinition } from '@huibao/domain';
import { fileOf, runUseCase, useCases, type Context, type StreamedFile } from '@huibao/services';
import { addBureau, addCity, addPeople, addUnits, createDice, plainAnswers, type Dice } from '@huibao/testing';
import { loadEdition } from '../product-door.ts';

export const importProgramme = 'rule_of_law';
const now = (): Date => new Date();

/** A district whose term is open, and a file with all of its schools' figures. */
export interface ImportDistrict {
  readonly tenantId: number;
  readonly admin: Actor;
  readonly collectionId: string;
  readonly schools: number;
  readonly forms: number;
  readonly values: number;
  readonly file: StreamedFile;
}

const tenant = {
  divisionCode: null,
  documentPrefix: '',
  sectionWord: 'Section',
  addressees: [],
  isDemo: false,
  opensOn: '2010-09-01',
} as const;

export async function makeImportCity(ctx: Context): Promise<Actor> {
  const names = { name: 'Bench city', shortName: 'Bench city' };
  const accounts = { adminUsername: 'bench.city', securityUsername: 'bench.city.security' };
  return (await addCity(ctx, { ...tenant, ...names, ...accounts }, [now().getFullYear()], now)).system;
}

let made = 0;

/** Its schools are of three types, and owe what the built-in programme asks of each. */
export async function makeImportDistrict(ctx: Context, city: Actor, schools: number): Promise<ImportDistrict> {
  const name = `${schools}.${(made += 1)}`;
  const { tenantId, system } = await addBureau(ctx, city, {
    ...tenant,
    name: `Bench bureau ${name}`,
    shortName: `Bench bureau ${name}`,
    adminUsername: `bench.admin.${name}`,
    securityUsername: `bench.security.${name}`,
  });
  const units = await addUnits(
    ctx,
    system,
    Array.from({ length: schools }, (_, n) => ({
      kind: 'school' as const,
      name: `第${n + 1}学校`,
      schoolType: ['211', '111', '311'][n % 3] ?? '211',
      ownership: 'public' as const,
      sectionCode: null,
      schoolCode: String(3_141_000_000 + n),
      creditCode: null,
      opensOn: '2010-09-01',
      closesOn: null,
      hasHeadStep: false,
    })),
  );
  const username = `bench.import.${name}`;
  const person = {
    name: 'Admin',
    role: 'bureau_admin',
    unitId: units.get('') ?? 0,
    passwordHash: 'no password',
  } as const;
  const admin = (await addPeople(ctx, tenantId, [{ ...person, username }], now)).get(username);
  if (!admin) throw new Error('nobody to import');
  const year = now().getFullYear();
  const window = { opensOn: `${year}-01-01`, dueOn: `${year + 1}-12-31`, closesOn: `${year + 1}-12-31` };
  const { collectionId } = await runUseCase(ctx, system, useCases.openCollection, {
    programme: importProgramme,
    year,
    period: 1,
    ...window,
  });
  const { file, forms, values } = await fileOfAll(ctx, system, collectionId, year);
  return { tenantId, admin, collectionId, schools, forms, values, file };
}

async function fileOfAll(ctx: Context, system: Actor, collectionId: string, year: number) {
  const board = await runUseCase(ctx, system, useCases.getBoard, { collectionId });
  const edition = await loadEdition(ctx, system, importProgramme, year);
  const all = await runUseCase(ctx, system, useCases.getUnits, {});
  const dice = createDice(1);
  let [forms, values] = [0, 0];
  const sheets = edition.forms.flatMap(({ definition }) => {
    const owing = board.units.filter((unit) => unit.forms.some((form) => form.formCode === definition.code));
    if (owing.length === 0) return [];
    const rows = owing.map(({ id, name, kind, schoolType, ownership }) => {
      const unit = { kind, schoolType, ownership, sectionCode: null };
      const answers = answersOf(definition, plainAnswers(definition, unit, board.period), dice);
      values += answers.size;
      return { unit: { code: all.find((one) => one.id === id)?.schoolCode ?? '', name }, answers };
    });
    forms += rows.length;
    return [{ form: definition, units: rows.map(({ unit }) => unit), values: rows.map(({ answers }) => answers) }];
  });
  return { file: fileOf(writeBulkTemplate(sheets, { title: 'Bench', locale: 'zh-CN' })), forms, values };
}

/** Of what may be imported: lists of records and files aren't. */
function answersOf(
  form: FormDefinition,
  plain: ReturnType<typeof plainAnswers>,
  dice: Dice,
): ReadonlyMap<string, CellContent> {
  const elements = new Map(
    form.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block): [string, DataElement][] =>
        'elements' in block ? block.elements.map((one) => [one.code, one]) : [],
      ),
    ),
  );
  return new Map(
    plain.flatMap((cell) => {
      const element = elements.get(cell.code);
      if (!element || element.type === 'attachment') return [];
      const value = isNumeric(element.type) ? String(Number(element.min ?? '0') + dice.below(900)) : cell.value;
      return [[cellId(cell), { state: cell.state, value }] as const];
    }),
  );
}

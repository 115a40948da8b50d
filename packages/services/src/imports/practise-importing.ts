import { readBulk, writeBulkTemplate } from '@huibao/documents/bulk';
import { fileOf } from '@huibao/documents/streamed-file';
import {
  cellId,
  cellOptionsOf,
  elementsOf,
  isNumeric,
  periodOf,
  type CellContent,
  type FormDefinition,
} from '@huibao/domain';
import { builtInPackages } from '@huibao/programmes';
import { judgeApart, judges, type Judgeable } from './judging/judge-apart.ts';
import { PlacedFile, type PlacedForm } from './place-entries.ts';

const party = 'practice';
const year = 2024;
const schools = 15;
const traits = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null } as const;
const nothingBefore = { previous: null, lastYear: null, earlierThisYear: [] };

/**
 * Reads and judges a file of nobody's, by the forms that ship with the product, and keeps nothing of it: what a process
 * does for the first time takes it three times as long, and so it took the first district's file.
 */
export async function practiseImporting(): Promise<void> {
  for (const { programme } of builtInPackages()) {
    const forms = new Map(programme.forms.map((form) => [form.code, form]));
    const others = programme.forms.map((form) => ({ form, cells: null, ...nothingBefore }));
    const around = { ...nothingBefore, others, period: periodOf(programme.calendar, year, 1) };
    const all = (await placeFilledIn(programme.forms)).flatMap((placed): readonly Judgeable[] => {
      const definition = forms.get(placed.formCode);
      const submission = { ...placed, unit: traits, year, issueNo: 1 };
      return definition ? [{ placed, submission, definition, drafts: [], around }] : [];
    });
    const share = (judge: number): readonly Judgeable[] => all.filter((_, place) => place % judges === judge);
    await Promise.all(Array.from({ length: judges }, (_, judge) => judgeApart(share(judge), party)));
  }
}

async function placeFilledIn(forms: readonly FormDefinition[]): Promise<readonly PlacedForm[]> {
  const numbers = Array.from({ length: schools }, (_, n) => n + 1);
  const units = numbers.map((id) => ({ id, name: `${id}`, schoolCode: `${id}`, creditCode: null }));
  const rows = units.map(({ name, schoolCode }) => ({ name, code: schoolCode }));
  const placed = new PlacedFile(
    units,
    forms.flatMap(({ code }) => units.map(({ id }) => ({ id: `${code} ${id}`, unitId: id, formCode: code }))),
  );
  const filledIn = forms.map((form) => ({ form, units: rows, values: numbers.map((n) => numbersOf(form, String(n))) }));
  const file = fileOf(writeBulkTemplate(filledIn, { title: party, locale: 'zh-CN' }));
  await readBulk(file, Promise.resolve({ forms, take: (said) => placed.take(said) }), { party });
  return placed.forms;
}

/** A form whose every number is this one. */
function numbersOf(form: FormDefinition, value: string): ReadonlyMap<string, CellContent> {
  return new Map(
    elementsOf(form).flatMap((element) =>
      isNumeric(element.type)
        ? (cellOptionsOf(element) ?? [null]).map((option) => [
            cellId({ code: element.code, key: option?.code ?? '' }),
            { state: 'value' as const, value },
          ])
        : [],
    ),
  );
}

import type { DataElement, FormDefinition } from '../../form/definition.ts';
import { placedElements, placedRegisters } from '../../form/placed-parts.ts';
import { formFileName } from '../../package/form-file.ts';
import type { PartPath } from '../place-in-part.ts';
import { advise, type Advice } from './advice.ts';

const words =
  /姓名|名字|身份证|证件号|电话|手机|联系方式|住址|家庭地址|微信|邮箱|银行卡|学籍号|出生(?:日期|年月)|\b(?:full name|phone|mobile|identity|id card|passport|address|e-?mail)\b/i;

/** Of something that has a name: 学校名称, 机构电话 say nothing of a person. */
const isOfOffice = /单位|机构|学校|部门|公司|企业|网站|举报|服务|热线|办公/;

/**
 * What asks for a person's name, number or address and isn't said to; and what is said to, outside a list of records,
 * where one answer stands for a whole unit.
 */
export function personalData(form: FormDefinition): readonly Advice[] {
  const file = formFileName(form.code);
  const unmarked = ({ item, path }: { readonly item: DataElement; readonly path: PartPath }): readonly Advice[] =>
    item.isPersonal !== true && isWritten(item) && asksForPerson(item)
      ? [advise('personal_unmarked', file, path, item.code, [item.label])]
      : [];
  const columns = placedRegisters(form).flatMap(({ item: register, path }) =>
    register.columns.map((item, index) => ({ item, path: [...path, 'columns', index] })),
  );
  return [
    ...placedElements(form).flatMap(unmarked),
    ...columns.flatMap(unmarked),
    ...placedElements(form)
      .filter(({ item }) => item.isPersonal === true)
      .map(({ item, path }) => advise('personal_outside', file, path, item.code, [item.label])),
  ];
}

function isWritten({ type }: DataElement): boolean {
  return type === 'text' || type === 'narrative' || type === 'date';
}

function asksForPerson({ label }: DataElement): boolean {
  return words.test(label.zh) ? !isOfOffice.test(label.zh) : words.test(label.en) && !isOfOffice.test(label.zh);
}
